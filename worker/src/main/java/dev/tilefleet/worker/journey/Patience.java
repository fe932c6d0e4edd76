package dev.tilefleet.worker.journey;

import dev.tilefleet.job.ProblemException;
import dev.tilefleet.queue.QueueUnavailableException;
import dev.tilefleet.store.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries again what failed because store or broker are away; anything else passes through. While the gate to either is
 * shut, nothing is tried.
 */
final class Patience {
    private static final Logger log = LoggerFactory.getLogger(Patience.class);

    private final Clock clock;
    private final Backoff backoff;
    private final Gates gates;

    Patience(Clock clock, Backoff backoff, Gates gates) {
        this.clock = clock;
        this.backoff = backoff;
        this.gates = gates;
    }

    /**
     * Repeats the step until it works.
     *
     * @param errand what the step is
     * @param job whose it is
     * @param until no further try begins after this
     * @throws DeadlineExceededException if it does not work until then
     * @throws InterruptedException if the worker stops first
     */
    <T> T until(Errand errand, String job, Instant until, Supplier<T> step)
            throws InterruptedException, DeadlineExceededException {
        Gate gate = gates.to(errand.dependency());
        RuntimeException last = null;
        for (int failures = 1; ; failures++) {
            OptionalLong round = gate.pass(left(until));
            if (round.isEmpty()) {
                throw new DeadlineExceededException(last);
            }
            try {
                T result = step.get();
                gate.succeeded();
                return result;
            } catch (ProblemException e) {
                // There was an answer, if not the one that was hoped for.
                gate.succeeded();
                throw e;
            } catch (StoreUnavailableException | QueueUnavailableException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("stopping: " + e.getMessage());
                }
                gate.failed(errand, job, round.getAsLong(), e);
                last = e;
                pause(gate, failures, until, errand, e);
            }
        }
    }

    /** How long it is until then, less than nothing if it is over. */
    Duration left(Instant until) {
        return Duration.between(clock.instant(), until);
    }

    private void pause(Gate gate, int failures, Instant until, Errand errand, RuntimeException reason)
            throws InterruptedException, DeadlineExceededException {
        Duration wait = backoff.after(failures, ThreadLocalRandom.current());
        if (gate.isOpen() && clock.instant().plus(wait).isAfter(until)) {
            throw new DeadlineExceededException(reason);
        }
        log.atWarn()
                .addKeyValue("errand", errand)
                .addKeyValue("failures", failures)
                .addKeyValue("reason", reason.getMessage())
                .log("store or broker away, trying again");
        gate.pause(wait);
    }

    /** Repeats the step until it works, however long that takes: the last steps of a job have no other way out. */
    <T> T always(Errand errand, String job, Supplier<T> step) throws InterruptedException {
        try {
            return until(errand, job, Instant.MAX, step);
        } catch (DeadlineExceededException e) {
            throw new IllegalStateException("there is no instant after the last", e);
        }
    }

    /** The step could not be done in the job's time. */
    static final class DeadlineExceededException extends Exception {
        /** @param cause what the last try failed with, null if none was made */
        DeadlineExceededException(Exception cause) {
            super(cause);
        }
    }
}
