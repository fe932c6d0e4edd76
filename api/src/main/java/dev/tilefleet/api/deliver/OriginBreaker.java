package dev.tilefleet.api.deliver;

import java.time.Duration;
import java.time.Instant;

/**
 * Leaves a receiver alone that does not answer: after a few failures in a row nothing is sent to it for a while, then one
 * request on trial, whose failure makes the next while twice as long. Any answer ends that. Not for more than one thread
 * at a time.
 */
final class OriginBreaker {
    /** Several receivers may share an origin, and one of them be broken: its failures are mostly not in a row. */
    static final int FAILURES = 5;

    static final Duration FIRST_REST = Duration.ofSeconds(30);
    static final Duration LONGEST_REST = Duration.ofMinutes(10);

    private int failures;
    private Duration rest = FIRST_REST;
    private Instant restUntil = Instant.MIN;

    /** Whether nothing but a trial is sent. */
    boolean isOpen() {
        return failures >= FAILURES;
    }

    /** Whether nothing is known against the receiver. */
    boolean isUnsuspicious() {
        return failures == 0;
    }

    /** How many requests it may have at a time: all that are allowed, one on trial, or none. */
    int admits(int most, Instant now) {
        if (!isOpen()) {
            return most;
        }
        return now.isBefore(restUntil) ? 0 : 1;
    }

    /** It answered, whatever it said. */
    void answered() {
        failures = 0;
        rest = FIRST_REST;
        restUntil = Instant.MIN;
    }

    /** It did not answer, or only that it cannot. */
    void failed(Instant now) {
        failures++;
        // Requests that were under way when it opened say nothing new.
        if (isOpen() && !now.isBefore(restUntil)) {
            restUntil = now.plus(rest);
            Duration longer = rest.multipliedBy(2);
            rest = longer.compareTo(LONGEST_REST) < 0 ? longer : LONGEST_REST;
        }
    }
}
