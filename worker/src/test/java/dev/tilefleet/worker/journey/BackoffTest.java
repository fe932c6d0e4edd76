package dev.tilefleet.worker.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(15));

    @ParameterizedTest
    @CsvSource({"1, 200", "2, 400", "3, 800", "7, 12800", "8, 15000", "32, 15000", "33, 15000", "100000, 15000"})
    void theBoundDoublesUpToTheMost(int failures, long millis) {
        assertThat(backoff.after(failures, new TestingExtreme(true))).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({"1", "8", "100000"})
    void waitsAtLeastAMillisecond(int failures) {
        assertThat(backoff.after(failures, new TestingExtreme(false))).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void chanceSpreadsTheTriesOverTheWholeBound() {
        Random random = new Random(1);
        Stream<Duration> waits = Stream.generate(() -> backoff.after(8, random)).limit(1_000);

        assertThat(waits)
                .allMatch(wait -> wait.compareTo(Duration.ofSeconds(15)) <= 0)
                .anyMatch(wait -> wait.compareTo(Duration.ofSeconds(1)) < 0)
                .anyMatch(wait -> wait.compareTo(Duration.ofSeconds(14)) > 0);
    }

    /** Always the least or the greatest number that may come. */
    private record TestingExtreme(boolean greatest) implements RandomGenerator {
        @Override
        public long nextLong() {
            throw new UnsupportedOperationException();
        }

        @Override
        public long nextLong(long origin, long bound) {
            return greatest ? bound - 1 : origin;
        }
    }
}
