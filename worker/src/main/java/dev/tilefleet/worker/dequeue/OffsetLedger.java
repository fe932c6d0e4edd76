package dev.tilefleet.worker.dequeue;

import dev.tilefleet.worker.dequeue.FlightMarks.Mark;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What may be committed of one partition while its jobs end in any order, and which of its tiles are in flight.
 *
 * <p>The committable offset is the lowest one that is taken and not done; with nothing in hand it is the consumer's
 * position. A job that ended behind one that has not leaves a hole: after a crash it is read again, which is harmless,
 * since its outcome is found in the store. Confined to the polling thread.
 */
final class OffsetLedger {
    private final NavigableSet<Long> open = new TreeSet<>();
    /** Tiles that were in flight when an earlier owner died, and how often one died with them alone in flight. */
    private final SortedMap<Long, Integer> suspects = new TreeMap<>();

    private final SortedMap<Long, Mark> flying = new TreeMap<>();
    private final int span;
    private long position;
    private long committed;
    /** A suspect has landed since the last commit. */
    private boolean cleared;

    /**
     * A ledger for a partition just assigned.
     *
     * @param position the offset the next record will have, or more
     * @param span the most offsets that may lie between the committable one and the position
     */
    OffsetLedger(long position, int span) {
        this(position, span, FlightMarks.NONE);
    }

    /** @param left what the last owner left in flight */
    OffsetLedger(long position, int span, FlightMarks left) {
        this.position = position;
        this.committed = -1;
        this.span = span;
        left.byOffset().forEach((offset, mark) -> suspects.put(offset, mark.crashes()));
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

    /**
     * The consumer's position, all of whose records are taken: it goes past offsets that hold no record, too.
     *
     * @throws IllegalArgumentException if it is behind this ledger's
     */
    void passOver(long reached) {
        if (!isAtOrAfterPosition(reached)) {
            throw new IllegalArgumentException("offset %d is behind position %d".formatted(reached, position));
        }
        position = reached;
    }

    /** Whether an earlier owner died with this tile in flight. */
    boolean isSuspect(long offset) {
        return suspects.containsKey(offset);
    }

    /** How many owners died with this tile alone in flight. */
    int crashes(long offset) {
        return suspects.getOrDefault(offset, 0);
    }

    /** Native code begins with a tile in hand; a suspect is alone then. */
    void fly(long offset) {
        boolean alone = isSuspect(offset);
        flying.put(offset, new Mark(alone ? crashes(offset) + 1 : 0, alone));
    }

    /** Native code is through with a tile: it has not killed the process. */
    void land(long offset) {
        flying.remove(offset);
        cleared |= suspects.remove(offset) != null;
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
        land(offset);
    }

    /** The offset from which a successor must read. */
    long committable() {
        return open.isEmpty() ? position : open.first();
    }

    /** What a successor must know if this process dies. */
    String marks() {
        SortedMap<Long, Mark> marks = suspected();
        marks.putAll(flying);
        return new FlightMarks(marks).write(committable());
    }

    /** What a successor must know if this process leaves in peace: it blames nobody, and forgets no earlier death. */
    String marksInPeace() {
        return new FlightMarks(suspected()).write(committable());
    }

    private SortedMap<Long, Mark> suspected() {
        SortedMap<Long, Mark> marks = new TreeMap<>();
        suspects.forEach((offset, crashes) -> {
            // A suspect that was never read again is behind the log's begin, or not yet reached.
            if (offset >= committable()) {
                marks.put(offset, new Mark(crashes, false));
            }
        });
        return marks;
    }

    /**
     * Whether {@link #committable} is ahead of what was last committed, or the log still suspects a tile that has landed:
     * it may wait for its store for long, and the next death must not count as one more of its own.
     */
    boolean isAhead() {
        return cleared || committable() > committed;
    }

    /** Remembers that {@link #committable} and marks are handed to a commit. */
    void committing() {
        committed = committable();
        cleared = false;
    }

    /** Forgets what was handed to a commit: it failed, or must be repeated. */
    void recommit() {
        committed = -1;
    }

    /** Whether one slow job has let the rest run so far ahead that no more may be taken. */
    boolean isFull() {
        return inReach() >= span;
    }

    /** The offsets between the committable one and the position. */
    long inReach() {
        return position - committable();
    }

    int inHand() {
        return open.size();
    }
}
