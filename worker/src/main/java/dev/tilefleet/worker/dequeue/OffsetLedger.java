package dev.tilefleet.worker.dequeue;

import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * What may be committed of one partition while its jobs end in any order.
 *
 * <p>The committable offset is the lowest one that is taken and not done; with nothing in hand it is the consumer's
 * position. A job that ended behind one that has not leaves a hole: after a crash it is read again, which is harmless,
 * since its outcome is found in the store. Confined to the polling thread.
 */
final class OffsetLedger {
    private final NavigableSet<Long> open = new TreeSet<>();
    private final int span;
    private long position;
    private long committed;

    /**
     * A ledger for a partition just assigned.
     *
     * @param position the offset the next record will have, or more
     * @param span the most offsets that may lie between the committable one and the position
     */
    OffsetLedger(long position, int span) {
        this.position = position;
        this.committed = -1;
        this.span = span;
    }

    /** A record is taken in hand. */
    void take(long offset) {
        if (offset < position) {
            throw new IllegalArgumentException("offset %d is behind position %d".formatted(offset, position));
        }
        open.add(offset);
        position = offset + 1;
    }

    /** The job of a record has its outcome on the log, or needs none. */
    void done(long offset) {
        if (!open.remove(offset)) {
            throw new IllegalArgumentException("offset " + offset + " is not in hand");
        }
    }

    /** The offset from which a successor must read. */
    long committable() {
        return open.isEmpty() ? position : open.first();
    }

    /** Whether {@link #committable} is ahead of what was last committed. */
    boolean isAhead() {
        return committable() > committed;
    }

    /** Remembers what was handed to a commit. */
    void committing(long offset) {
        committed = offset;
    }

    /** Forgets what was handed to a commit: it failed, or must be repeated. */
    void recommit() {
        committed = -1;
    }

    /** Whether one slow job has let the rest run so far ahead that no more may be taken. */
    boolean isFull() {
        return position - committable() >= span;
    }

    int inHand() {
        return open.size();
    }
}
