package dev.tilefleet.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(3, Duration.ofMillis(100), Duration.ofSeconds(10));

    @Test
    void allowsSoManyTries() {
        assertThat(backoff.allows(2, Duration.ZERO)).isTrue();
        assertThat(backoff.allows(3, Duration.ZERO)).isFalse();
    }

    @Test
    void allowsNoTryOncePatienceIsSpent() {
        assertThat(backoff.allows(1, Duration.ofSeconds(10))).isFalse();
    }

    @Test
    void pausesDouble() {
        RandomGenerator longest = () -> -1;

        assertThat(backoff.pauseAfter(1, longest)).isCloseTo(Duration.ofMillis(100), Duration.ofMillis(1));
        assertThat(backoff.pauseAfter(3, longest)).isCloseTo(Duration.ofMillis(400), Duration.ofMillis(1));
    }

    @Test
    void chanceLeavesOutUpToHalf() {
        RandomGenerator shortest = () -> 0;

        assertThat(backoff.pauseAfter(1, shortest)).isEqualTo(Duration.ofMillis(50));
    }
}
