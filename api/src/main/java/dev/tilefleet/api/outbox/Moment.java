package dev.tilefleet.api.outbox;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Comparator;

/**
 * When a version of a file came: of two versions of one file the later one has the last word in the outbox.
 *
 * @param modified by the store's clock, which often knows whole seconds only
 * @param taken by the clock of whoever took it, where that does not tell
 */
record Moment(Instant modified, Instant taken) implements Comparable<Moment> {
    private static final Comparator<Moment> ORDER =
            Comparator.comparing(Moment::modified).thenComparing(Moment::taken);

    Moment {
        requireNonNull(modified, "modified");
        requireNonNull(taken, "taken");
    }

    @Override
    public int compareTo(Moment other) {
        return ORDER.compare(this, other);
    }
}
