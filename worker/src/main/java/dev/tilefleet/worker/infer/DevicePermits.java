package dev.tilefleet.worker.infer;

import java.util.concurrent.Semaphore;

/**
 * How many forward passes the device runs at a time, whatever the number of models.
 *
 * <p>Fair: lanes of several models get their turn in the order in which they asked.
 */
final class DevicePermits {
    private final Semaphore permits;

    DevicePermits(int lanes) {
        this.permits = new Semaphore(lanes, true);
    }

    /** Waits for the device; every acquired permit must be released. */
    void acquire() {
        permits.acquireUninterruptibly();
    }

    void release() {
        permits.release();
    }

    /** Forward passes that could start now beside those with a permit. */
    int idle() {
        return permits.availablePermits();
    }
}
