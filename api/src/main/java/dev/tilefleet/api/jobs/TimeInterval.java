package dev.tilefleet.api.jobs;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * OGC's {@code datetime}: an RFC 3339 time, or two of them with a slash between, either of which may be {@code ..} or
 * nothing for an end that is open. Both ends belong to it.
 */
record TimeInterval(Instant begin, Instant end) {
    static final TimeInterval ALL = new TimeInterval(Instant.MIN, Instant.MAX);

    /** Nothing if it is of any other form, or ends before it begins. */
    static Optional<TimeInterval> parse(String text) {
        String[] ends = text.split("/", -1);
        try {
            TimeInterval interval = switch (ends.length) {
                case 1 -> new TimeInterval(time(ends[0]), time(ends[0]));
                case 2 -> new TimeInterval(open(ends[0], Instant.MIN), open(ends[1], Instant.MAX));
                default -> throw new DateTimeException("more than two ends");
            };
            boolean isOpen = interval.equals(ALL) && !text.contains("..");
            return isOpen || interval.end.isBefore(interval.begin) ? Optional.empty() : Optional.of(interval);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    boolean contains(Instant time) {
        return !time.isBefore(begin) && !time.isAfter(end);
    }

    private static Instant open(String text, Instant end) {
        return text.isEmpty() || text.equals("..") ? end : time(text);
    }

    private static Instant time(String text) {
        if (!text.matches("[0-9]{4}-.*")) {
            throw new DateTimeException("RFC 3339 years have four digits");
        }
        // A plus that a client did not escape comes as a space.
        return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
    }
}
