package dev.tilefleet.worker.journey;

import dev.tilefleet.telemetry.Dependency;
import dev.tilefleet.telemetry.DependencyMeters;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every try at a dependency passes: shut while its breaker is open.
 *
 * <p>The trial that opens it again is no job's: a job's own object may be at fault, and would keep all others out. It is
 * made on a thread that lives only while the gate is shut; whoever waits costs nothing.
 */
final class Gate implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Gate.class);

    private final Dependency dependency;
    private final Breaker breaker;
    private final Runnable trial;
    private final DependencyMeters meters;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Thread trials = Thread.ofVirtual().unstarted(() -> {});
    private boolean removed;

    /** @param trial asks the dependency for a sign of life, and throws if none comes */
    Gate(Dependency dependency, Breaker breaker, Runnable trial, DependencyMeters meters) {
        this.dependency = dependency;
        this.breaker = breaker;
        this.trial = trial;
        this.meters = meters;
        meters.breaker(() -> !isOpen());
    }

    /** Whether tries may pass, that is whether the breaker is closed. */
    boolean isOpen() {
        lock.lock();
        try {
            return breaker.state() == Breaker.State.CLOSED;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the gate is open.
     *
     * @return the breaker's round, in which the try begins, or nothing if the patience was over before
     */
    OptionalLong pass(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.NANOSECONDS.convert(patience);
            while (breaker.state() != Breaker.State.CLOSED) {
                if (left <= 0) {
                    return OptionalLong.empty();
                }
                left = changed.awaitNanos(left);
            }
            return OptionalLong.of(breaker.round());
        } finally {
            lock.unlock();
        }
    }

    /** Waits so long, or until the gate is shut meanwhile: then there is something better to wait for. */
    void pause(Duration time) throws InterruptedException {
        lock.lock();
        try {
            long round = breaker.round();
            long left = TimeUnit.NANOSECONDS.convert(time);
            while (left > 0 && breaker.round() == round && breaker.state() == Breaker.State.CLOSED) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** A try worked. */
    void succeeded() {
        lock.lock();
        try {
            if (breaker.succeeded()) {
                changed.signalAll();
                log.atInfo()
                        .addKeyValue("dependency", dependency)
                        .addKeyValue("away", breaker.sinceOpening())
                        .log("breaker closed, going on");
            }
        } finally {
            lock.unlock();
        }
    }

    /** A job's try, begun in this round, failed. */
    void failed(Errand errand, String job, long round, RuntimeException reason) {
        meters.retried(errand.toString());
        lock.lock();
        try {
            if (breaker.failed(job, round)) {
                meters.opened();
                log.atWarn()
                        .addKeyValue("dependency", dependency)
                        .addKeyValue("reason", reason.getMessage())
                        .log("breaker opened, taking no jobs");
                changed.signalAll();
                if (!removed) {
                    long opened = breaker.round();
                    trials = Thread.ofVirtual().name("trials-of-" + dependency).start(() -> makeTrials(opened));
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void makeTrials(long round) {
        try {
            while (awaitTrial(round)) {
                if (makeTrial(round)) {
                    return;
                }
            }
        } catch (InterruptedException _) {
            // The worker stops: who waits here is interrupted, too.
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until the next trial is due; returns false if the gate was opened otherwise. */
    private boolean awaitTrial(long round) throws InterruptedException {
        lock.lock();
        try {
            while (breaker.round() == round) {
                if (breaker.beginTrial()) {
                    return true;
                }
                var _ = changed.awaitNanos(breaker.untilTrial().toNanos());
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    private boolean makeTrial(long round) {
        try {
            trial.run();
        } catch (RuntimeException e) {
            log.atDebug()
                    .addKeyValue("dependency", dependency)
                    .addKeyValue("reason", e.getMessage())
                    .log("no sign of life");
            lock.lock();
            try {
                breaker.trialFailed(round);
            } finally {
                lock.unlock();
            }
            return false;
        }
        succeeded();
        return true;
    }

    /** Makes no more trials. */
    @Override
    public void close() {
        lock.lock();
        try {
            removed = true;
            trials.interrupt();
        } finally {
            lock.unlock();
        }
    }
}
