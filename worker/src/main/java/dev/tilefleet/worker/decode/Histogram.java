package dev.tilefleet.worker.decode;

/** How often each integer occurs that 16 bits can hold, signed or not: sorting without comparing. */
final class Histogram {
    static final int LEAST = Short.MIN_VALUE;
    static final int GREATEST = 0xFFFF;

    private final int[] counts = new int[GREATEST - LEAST + 1];

    Histogram(float[] values) {
        for (float value : values) {
            counts[(int) value - LEAST]++;
        }
    }

    /** The value at a zero-based place in sorted order. */
    int valueAt(int rank) {
        int index = 0;
        for (int passed = counts[0]; passed <= rank; passed += counts[index]) {
            index++;
        }
        return index + LEAST;
    }
}
