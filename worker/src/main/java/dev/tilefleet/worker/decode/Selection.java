package dev.tilefleet.worker.decode;

import java.util.Arrays;

/**
 * Single values of a sorted order, without sorting: by the digits of a radix sort, most significant first. Its time does
 * not depend on the values, so that no tile can be made to be slow, as it can for quickselect.
 */
final class Selection {
    private static final int DIGIT_BITS = 16;

    private Selection() {}

    /** The value at a zero-based place in sorted order; no value is NaN. */
    static double valueAt(double[] values, int rank) {
        long[] candidates = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            candidates[i] = ordered(values[i]);
        }
        int size = values.length;
        int remaining = rank;
        int[] counts = new int[1 << DIGIT_BITS];
        for (int shift = Long.SIZE - DIGIT_BITS; shift >= 0; shift -= DIGIT_BITS) {
            Arrays.fill(counts, 0);
            for (int i = 0; i < size; i++) {
                counts[digit(candidates[i], shift)]++;
            }
            int digit = 0;
            while (counts[digit] <= remaining) {
                remaining -= counts[digit++];
            }
            int kept = 0;
            for (int i = 0; i < size; i++) {
                if (digit(candidates[i], shift) == digit) {
                    candidates[kept++] = candidates[i];
                }
            }
            size = kept;
        }
        return value(candidates[0]);
    }

    /**
     * The value at a place, given the one at the place before.
     *
     * @param lower the value at {@code rank - 1}
     */
    static double successor(double[] values, double lower, int rank) {
        int notGreater = 0;
        double leastGreater = Double.POSITIVE_INFINITY;
        for (double value : values) {
            if (value <= lower) {
                notGreater++;
            } else {
                leastGreater = Math.min(leastGreater, value);
            }
        }
        return notGreater > rank ? lower : leastGreater;
    }

    /** A key that, read as unsigned, is ordered as the values are. */
    private static long ordered(double value) {
        long bits = Double.doubleToRawLongBits(value);
        return bits < 0 ? ~bits : bits ^ Long.MIN_VALUE;
    }

    private static double value(long ordered) {
        return Double.longBitsToDouble(ordered < 0 ? ordered ^ Long.MIN_VALUE : ~ordered);
    }

    private static int digit(long ordered, int shift) {
        return (int) (ordered >>> shift) & 0xFFFF;
    }
}
