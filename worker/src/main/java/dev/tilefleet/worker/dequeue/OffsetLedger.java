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

    /**
     * A record is taken in hand.
     *
     * @throws IllegalArgumentException if it lies behind the position
     */
    void take(long offset) {
        if (!isAtOrAfterPosition(offset)) {
            throw new IllegalArgumentException("offset %d is behind position %d".formatted(offset, position));
        }
        open.add(offset);
        position = offset + 1;
    }

    /** Whether a record may come next; else the log was cut back behind what was read of it. */
    boolean isAtOrAfterPosition(long offset) {
        return offset >= position;
    }

    /** The consumer's position, all of whose records are taken: it goes past offsets that hold no record, too. */
    void passOver(long reached) {
        position = Math.max(position, reached);
    }

    /**
     * The job of a record has its outcome on the log, or needs none.
     *
     * @throws IllegalArgumentException if it is not in hand
     */
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
