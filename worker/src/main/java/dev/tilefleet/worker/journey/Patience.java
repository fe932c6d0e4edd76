package dev.tilefleet.worker.journey;

import dev.tilefleet.queue.QueueUnavailableException;
import dev.tilefleet.store.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries again what failed because store or broker are away; anything else passes through. */
final class Patience {
    private static final Logger log = LoggerFactory.getLogger(Patience.class);

    private final Clock clock;
    private final Backoff backoff;

    Patience(Clock clock, Backoff backoff) {
        this.clock = clock;
        this.backoff = backoff;
    }

    /**
     * Repeats the step until it works.
     *
     * @param until no further try begins after this
     * @throws DeadlineExceededException if it does not work until then
     * @throws InterruptedException if the worker stops first
     */
    <T> T until(Instant until, Supplier<T> step) throws InterruptedException, DeadlineExceededException {
        for (int failures = 1; ; failures++) {
            try {
                return step.get();
            } catch (StoreUnavailableException | QueueUnavailableException e) {
                Duration wait = backoff.after(failures, ThreadLocalRandom.current());
                if (clock.instant().plus(wait).isAfter(until)) {
                    throw new DeadlineExceededException(e);
                }
                log.atWarn()
                        .addKeyValue("failures", failures)
                        .addKeyValue("reason", e.getMessage())
                        .log("store or broker away, trying again");
                Thread.sleep(wait);
            }
        }
    }

    /** Repeats the step until it works, however long that takes: the last steps of a job have no other way out. */
    <T> T always(Supplier<T> step) throws InterruptedException {
        try {
            return until(Instant.MAX, step);
        } catch (DeadlineExceededException e) {
            throw new IllegalStateException("there is no instant after the last", e);
        }
    }

    /** The step could not be done in the job's time. */
    static final class DeadlineExceededException extends Exception {
        DeadlineExceededException(Throwable cause) {
            super(cause);
        }
    }
}
