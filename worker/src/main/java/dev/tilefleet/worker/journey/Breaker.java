package dev.tilefleet.worker.journey;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;

/**
 * Tells an outage of a dependency from the bad luck of single jobs.
 *
 * <p>Closed, everybody may try. It opens when several distinct jobs have failed in a row: with no success of anybody
 * between, so that neither one bad object nor one slow job can open it, however often it is tried. Open, nobody may try
 * until a pause is over; then, half open, one trial is made, whose failure begins a longer pause. Any success closes it
 * at once.
 *
 * <p>Each opening and each closing begins a round. A failure counts in the round only in which its try began: a try that
 * hung through an outage says nothing about the time after. Confined to one thread at a time.
 */
final class Breaker {
    /** Where a breaker stands. */
    enum State {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    private final int jobs;
    private final IntFunction<Duration> pauses;
    private final LongSupplier nanoTime;
    private final Set<String> failedInARow = new HashSet<>();
    private State state = State.CLOSED;
    private long round;
    private long opened;
    private long pauseBegan;
    private Duration pause = Duration.ZERO;
    private int trials;

    /**
     * A closed breaker.
     *
     * @param jobs so many distinct ones must fail in a row
     * @param pauses before the first trial, the second and so on
     */
    Breaker(int jobs, IntFunction<Duration> pauses, LongSupplier nanoTime) {
        this.jobs = jobs;
        this.pauses = pauses;
        this.nanoTime = nanoTime;
    }

    State state() {
        return state;
    }

    /** Changes with each opening and closing. */
    long round() {
        return round;
    }

    /** Somebody's try worked. Returns whether that closed the breaker. */
    boolean succeeded() {
        failedInARow.clear();
        if (state == State.CLOSED) {
            return false;
        }
        state = State.CLOSED;
        round++;
        return true;
    }

    /**
     * A job's try failed.
     *
     * @param begun the round in which the try began
     * @return whether that opened the breaker
     */
    boolean failed(String job, long begun) {
        if (state != State.CLOSED || begun != round) {
            return false;
        }
        failedInARow.add(job);
        if (failedInARow.size() < jobs) {
            return false;
        }
        state = State.OPEN;
        round++;
        opened = nanoTime.getAsLong();
        trials = 0;
        pause();
        return true;
    }

    /** How long nobody may try yet: zero or less when the trial is due. */
    Duration untilTrial() {
        return pause.minusNanos(nanoTime.getAsLong() - pauseBegan);
    }

    /**
     * Begins the trial, if one is due and none is under way.
     *
     * @return whether the caller is to make it
     */
    boolean beginTrial() {
        if (state != State.OPEN || untilTrial().isPositive()) {
            return false;
        }
        state = State.HALF_OPEN;
        return true;
    }

    /**
     * The trial failed.
     *
     * @param begun the round in which it was begun
     */
    void trialFailed(long begun) {
        if (state == State.HALF_OPEN && begun == round) {
            state = State.OPEN;
            pause();
        }
    }

    /** How long ago it was last opened. */
    Duration sinceOpening() {
        return Duration.ofNanos(nanoTime.getAsLong() - opened);
    }

    private void pause() {
        trials++;
        pause = pauses.apply(trials);
        pauseBegan = nanoTime.getAsLong();
    }
}
