package dev.tilefleet.worker.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values are numpy 2.4.6's, with the 17 digits that tell every float64 from its neighbours. */
class Percentile90Test {
    /** The values are (7919 i mod 1009) - 100. */
    @ParameterizedTest
    @CsvSource({
        "1, -100.0",
        "2, 670.4",
        "3, 725.4",
        "4, 710.1",
        "5, 694.8",
        "6, 679.5",
        "7, 664.2",
        "10, 765.1",
        "11, 756.0",
        "12, 749.8000000000001",
        "100, 810.4000000000001",
        "1000, 807.1",
        "4096, 807.5",
        "262144, 808.0"
    })
    void ofIntegersEqualsNumpys(int n, double expected) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = scrambled(i);
        }

        double percentile = new Percentile90(n).ofIntegers(values);

        assertThat(percentile).isEqualTo(expected);
    }

    /** The same values by 3. */
    @ParameterizedTest
    @CsvSource({
        "1, -33.333333333333336",
        "2, 223.46666666666667",
        "3, 241.8",
        "4, 236.70000000000002",
        "5, 231.6",
        "6, 226.5",
        "7, 221.40000000000003",
        "10, 255.03333333333333",
        "11, 252.0",
        "12, 249.93333333333334",
        "100, 270.1333333333333",
        "1000, 269.03333333333336",
        "4096, 269.16666666666663",
        "262144, 269.3333333333333"
    })
    void ofFractionsEqualsNumpys(int n, double expected) {
        double[] values =
                IntStream.range(0, n).mapToDouble(i -> scrambled(i) / 3.0).toArray();

        double percentile = new Percentile90(n).of(values);

        assertThat(percentile).isEqualTo(expected);
    }

    @Test
    void ofNegativesIsInterpolatedBetweenTheTwoGreatest() {
        assertThat(new Percentile90(5).of(new double[] {-5, -3, -2, -1, -4})).isEqualTo(-1.4);
        assertThat(new Percentile90(5).ofIntegers(new float[] {-5, -3, -2, -1, -4}))
                .isEqualTo(-1.4);
    }

    @Test
    void ofAConstantIsTheConstant() {
        assertThat(new Percentile90(7).of(new double[] {0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1}))
                .isEqualTo(0.1);
    }

    @Test
    void takesTheEndsOf16Bits() {
        assertThat(new Percentile90(2).ofIntegers(new float[] {65535, 65535})).isEqualTo(65535);
        assertThat(new Percentile90(2).ofIntegers(new float[] {-32768, -32768})).isEqualTo(-32768);
    }

    private static int scrambled(int i) {
        return (int) (i * 7919L % 1009) - 100;
    }
}
