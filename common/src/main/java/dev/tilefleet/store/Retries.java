package dev.tilefleet.store;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** Sees one operation through its tries: counts failures, pauses between. Not for more than one operation. */
final class Retries {
    private final Backoff backoff;
    private final LongSupplier nanoTime;
    private final long begun;
    private int failures;

    Retries(Backoff backoff, LongSupplier nanoTime) {
        this.backoff = backoff;
        this.nanoTime = nanoTime;
        this.begun = nanoTime.getAsLong();
    }

    /**
     * Takes note of a failure and pauses, or returns false at once where it was the last allowed or this thread is
     * interrupted, which stays so.
     */
    boolean again() {
        failures++;
        if (!backoff.allows(failures, Duration.ofNanos(nanoTime.getAsLong() - begun))) {
            return false;
        }
        try {
            Thread.sleep(backoff.pauseAfter(failures, RandomGenerator.getDefault()));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
