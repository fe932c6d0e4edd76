package dev.tilefleet.api.outlook;

import java.util.Arrays;

/**
 * How many are before one in a line that is ordered by time. To join, to leave and to ask take time that grows with the
 * logarithm of the line's length; of each distinct time there is one slot of twelve bytes, until slots that have become
 * empty are cleared away. Not for more than one thread.
 *
 * <p>Who joins late gets no slot of his own: he stands with those of the latest time before his. Nearly all come in order.
 */
final class WaitingLine {
    private static final int LEAST = 64;

    private long[] times = new long[LEAST];
    /** Sums over slots, as Fenwick's tree has them: P. Fenwick, A new data structure for cumulative frequency tables, 1994. */
    private int[] tree = new int[LEAST + 1];

    private int slots;
    private int size;

    void join(long time) {
        if (slots == 0 || time > times[slots - 1]) {
            append(time);
        } else {
            times[0] = Math.min(times[0], time);
        }
        add(slot(time), 1);
        size++;
    }

    /** @param time at which one joined who has not left */
    void leave(long time) {
        add(slot(time), -1);
        size--;
        if (size == 0) {
            slots = 0;
        }
    }

    /** How many joined before this time. */
    int before(long time) {
        return sum(slot(time));
    }

    int size() {
        return size;
    }

    private void append(long time) {
        if (slots == times.length) {
            clearAway();
        }
        times[slots++] = time;
    }

    /** The last slot that is not after this time, or else the first. */
    private int slot(long time) {
        int found = Arrays.binarySearch(times, 0, slots, time);
        return found >= 0 ? found : Math.max(0, -found - 2);
    }

    private void add(int slot, int change) {
        for (int i = slot + 1; i < tree.length; i += i & -i) {
            tree[i] += change;
        }
    }

    /** In the slots before this one. */
    private int sum(int slot) {
        int sum = 0;
        for (int i = slot; i > 0; i -= i & -i) {
            sum += tree[i];
        }
        return sum;
    }

    /** Half of the slots are free afterwards at least, so that it takes its time seldom. */
    private void clearAway() {
        long[] oldTimes = times;
        int[] counts = new int[slots];
        int taken = 0;
        for (int slot = 0; slot < slots; slot++) {
            counts[slot] = sum(slot + 1) - sum(slot);
            taken += counts[slot] > 0 ? 1 : 0;
        }
        times = new long[Math.max(LEAST, 2 * taken)];
        tree = new int[times.length + 1];
        slots = 0;
        for (int slot = 0; slot < counts.length; slot++) {
            if (counts[slot] > 0) {
                times[slots++] = oldTimes[slot];
                add(slots - 1, counts[slot]);
            }
        }
    }
}
