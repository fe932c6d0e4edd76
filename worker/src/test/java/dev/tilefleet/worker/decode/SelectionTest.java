package dev.tilefleet.worker.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionTest {
    private final double[] values = {3, -1e300, 0.5, 3, Double.MIN_VALUE, -7, 0, 1e300, 3};

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
    void findsEachPlaceOfTheSortedOrder(int rank) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);

        assertThat(Selection.valueAt(values, rank)).isEqualTo(sorted[rank]);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void findsTheNextPlaceFromTheOneBefore(int rank) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);

        assertThat(Selection.successor(values, sorted[rank - 1], rank)).isEqualTo(sorted[rank]);
    }

    @Test
    void agreesWithASortOfManyValues() {
        double[] many = new Random(5).doubles(100_000, -1, 1).toArray();
        double[] sorted = many.clone();
        Arrays.sort(sorted);

        assertThat(Selection.valueAt(many, 90_000)).isEqualTo(sorted[90_000]);
    }

    @Test
    void leavesTheValuesAsTheyAre() {
        double[] before = values.clone();

        Selection.valueAt(values, 4);

        assertThat(values).isEqualTo(before);
    }
}
