package dev.tilefleet.standalone.demo;

import dev.tilefleet.standalone.client.StatusInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A tile's way through the fleet and back. Client and fleet go by the same clock. */
final class Trip {
    private final StatusInfo job;
    private final byte[] mask;
    private final Instant sent;
    private final Instant seen;
    private final Instant received;

    /**
     * @param job as it ended
     * @param mask the {@code .npy} file
     * @param sent when the upload began
     * @param seen when the client saw that the job had ended
     * @param received when the mask was here
     */
    Trip(StatusInfo job, byte[] mask, Instant sent, Instant seen, Instant received) {
        this.job = job;
        this.mask = mask;
        this.sent = sent;
        this.seen = seen;
        this.received = received;
    }

    byte[] mask() {
        return mask;
    }

    /** From the beginning of the upload until the mask was here. */
    Duration time() {
        return Duration.between(sent, received);
    }

    /**
     * Milliseconds by leg, in their order: the upload, the worker's stages, the outcome's way to the client, the download.
     * Together they are the whole time, as far as the fleet says how long its stages took.
     */
    Map<String, Double> legs() {
        Instant created = job.created().orElse(sent);
        double stages =
                job.timings().values().stream().mapToDouble(Double::doubleValue).sum();
        Map<String, Double> legs = new LinkedHashMap<>();
        legs.put("upload", millis(sent, created));
        legs.putAll(job.timings());
        legs.put("outcome", Math.max(millis(created, seen) - stages, 0));
        legs.put("download", millis(seen, received));
        return legs;
    }

    private static double millis(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e6;
    }
}
