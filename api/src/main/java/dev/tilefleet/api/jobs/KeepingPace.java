package dev.tilefleet.api.jobs;

import java.time.Duration;

/**
 * When the {@link OffsetKeeper} takes its next turn: a period after one that went well, soon after one that did not. A
 * fleet whose topics are made a minute after its api would else wait a day for its autoscaler to see them. For one
 * thread.
 */
final class KeepingPace {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Duration period;
    private Duration retry = FIRST;

    KeepingPace(Duration period) {
        this.period = period;
    }

    /**
     * The pause after a turn; it doubles with each further failure, up to five minutes and never beyond the period.
     *
     * @param well whether all offsets were kept, or left to their workers
     */
    Duration after(boolean well) {
        if (well) {
            retry = FIRST;
            return period;
        }
        Duration pause = shorter(retry, period);
        retry = shorter(retry.multipliedBy(2), LONGEST);
        return pause;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
