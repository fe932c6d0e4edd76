package dev.tilefleet.api.deliver;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a callback that could not be told is told again.
 *
 * <p>Due times are whole minutes, since timers are named by them: a pause ends up to a minute later than it says.
 *
 * @param pauses after the first failed attempt, the second and so on; after the last one comes the last attempt
 */
record RetrySchedule(List<Duration> pauses) {
    /** A receiver may ask for so much patience and no more: its event would be stale. */
    static final Duration LONGEST_RETRY_AFTER = Duration.ofDays(1);

    /** Those who failed together do not come back together. */
    private static final double JITTER = 0.2;

    RetrySchedule {
        pauses = List.copyOf(pauses);
        if (pauses.stream().anyMatch(pause -> !pause.isPositive())) {
            throw new IllegalArgumentException(
                    WebhookConfig.WEBHOOK_RETRIES.variable() + ": each pause must be longer than nothing");
        }
    }

    /** When something is due that is due at once. */
    static Instant now(Instant now) {
        return now.truncatedTo(ChronoUnit.MINUTES);
    }

    /**
     * When the next attempt is due, or nothing if there is none left.
     *
     * @param failures so far, one or more
     * @param retryAfter what the receiver asked for: no attempt comes earlier
     */
    Optional<Instant> next(int failures, Instant now, Optional<Duration> retryAfter, RandomGenerator random) {
        if (failures > pauses.size()) {
            return Optional.empty();
        }
        Duration pause = stretched(pauses.get(failures - 1), random);
        Duration asked = retryAfter
                .map(patience -> patience.compareTo(LONGEST_RETRY_AFTER) < 0 ? patience : LONGEST_RETRY_AFTER)
                .orElse(Duration.ZERO);
        return Optional.of(minuteFrom(now.plus(pause.compareTo(asked) > 0 ? pause : asked)));
    }

    /** From the first attempt to the last, at the shortest. */
    Duration span() {
        return pauses.stream().reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration stretched(Duration pause, RandomGenerator random) {
        return pause.plusMillis((long) (pause.toMillis() * JITTER * random.nextDouble()));
    }

    private static Instant minuteFrom(Instant time) {
        Instant minute = time.truncatedTo(ChronoUnit.MINUTES);
        return minute.equals(time) ? minute : minute.plus(1, ChronoUnit.MINUTES);
    }
}
