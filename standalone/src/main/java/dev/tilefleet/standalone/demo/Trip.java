package dev.tilefleet.standalone.demo;

import dev.tilefleet.standalone.client.StatusInfo;
import java.time.Duration;

/** A tile's way through the fleet and back. */
final class Trip {
    private final StatusInfo job;
    private final byte[] mask;
    private final Duration time;

    Trip(StatusInfo job, byte[] mask, Duration time) {
        this.job = job;
        this.mask = mask;
        this.time = time;
    }

    /** The job as it ended. */
    StatusInfo job() {
        return job;
    }

    /** The {@code .npy} file. */
    byte[] mask() {
        return mask;
    }

    /** From before the upload until the mask was here. */
    Duration time() {
        return time;
    }
}
