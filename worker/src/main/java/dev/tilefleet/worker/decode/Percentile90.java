package dev.tilefleet.worker.decode;

/**
 * The 90th percentile of n values as numpy computes it ({@code np.percentile(values, 90)}, method "linear"), equal to
 * the last bit.
 *
 * <p>The virtual index is 0.9 (n - 1) in float64; with a and b its neighbours in sorted order and t its fraction, the
 * result is a + (b - a) t, but b - (b - a) (1 - t) from t = 0.5 on (numpy's {@code _lerp}).
 */
final class Percentile90 {
    private final int lowerRank;
    private final int upperRank;
    private final double fraction;

    /** @param n how many values there will be, at least one */
    Percentile90(int n) {
        double virtualIndex = (n - 1) * 0.9;
        this.lowerRank = (int) virtualIndex;
        this.upperRank = Math.min(lowerRank + 1, n - 1);
        this.fraction = virtualIndex - lowerRank;
    }

    /** Of n integers from {@link Histogram#LEAST} to {@link Histogram#GREATEST}. */
    double ofIntegers(float[] values) {
        Histogram histogram = new Histogram(values);
        return between(histogram.valueAt(lowerRank), histogram.valueAt(upperRank));
    }

    /** Of n finite numbers. */
    double of(double[] values) {
        double lower = Selection.valueAt(values, lowerRank);
        return between(lower, lowerRank == upperRank ? lower : Selection.successor(values, lower, upperRank));
    }

    private double between(double lower, double upper) {
        double difference = upper - lower;
        return fraction >= 0.5 ? upper - difference * (1 - fraction) : lower + difference * fraction;
    }
}
