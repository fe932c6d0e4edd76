package dev.tilefleet.api.jobs;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * Up to which time the log has been read: where it ended is noted now and then, and once all that is read, the reader
 * is as fresh as that note.
 *
 * @param <P> a partition
 */
final class Freshness<P> {
    private final Map<P, Long> ahead = new HashMap<>();
    private Optional<Instant> noted = Optional.empty();
    private Optional<Instant> asOf = Optional.empty();

    /** Notes where every partition ends. Ends noted before and not reached yet stay, unless the log was cut off there. */
    void note(Instant now, Map<P, Long> ends) {
        if (ahead.isEmpty()) {
            noted = Optional.of(now);
            ahead.putAll(ends);
        } else {
            ahead.keySet().retainAll(ends.keySet());
            ahead.replaceAll((partition, end) -> Math.min(end, ends.get(partition)));
        }
    }

    /** Notes how far the reader is. */
    void reached(ToLongFunction<P> position) {
        if (noted.isPresent()) {
            ahead.entrySet().removeIf(end -> position.applyAsLong(end.getKey()) >= end.getValue());
            if (ahead.isEmpty()) {
                asOf = noted;
            }
        }
    }

    /** The partitions whose noted end is ahead. */
    Set<P> ahead() {
        return Set.copyOf(ahead.keySet());
    }

    /** How many records lie before the noted ends. */
    long distance(ToLongFunction<P> position) {
        return ahead.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - position.applyAsLong(end.getKey())))
                .sum();
    }

    /** All has been read that there was then; nothing as long as that was never so. */
    Optional<Instant> asOf() {
        return asOf;
    }
}
