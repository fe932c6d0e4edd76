package dev.tilefleet.api.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestRateTest {
    private static final long SECOND = 1_000_000_000;

    /** Ten a second, five at once. */
    private final RequestRate rate = new RequestRate(10, 5, 3);

    @Test
    void aBurstIsTakenAtOnceAndNoMore() {
        assertThat(LongStream.range(0, 5)).allMatch(_ -> rate.take("alice", 0).isZero());

        assertThat(rate.take("alice", 0)).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void whoWaitsAsToldIsTaken() {
        exhaust("alice");
        Duration wait = rate.take("alice", 0);

        assertThat(rate.take("alice", wait.toNanos() - 1)).isEqualTo(Duration.ofNanos(1));
        assertThat(rate.take("alice", wait.toNanos())).isZero();
        assertThat(rate.take("alice", wait.toNanos())).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void aRefusalCostsNothing() {
        exhaust("alice");
        IntStream.range(0, 1_000).forEach(_ -> rate.take("alice", 0));

        assertThat(rate.take("alice", 0)).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void overAnyLongTimeItIsTheRate() {
        long taken = LongStream.range(0, 10_000)
                .filter(millis -> rate.take("alice", millis * SECOND / 1_000).isZero())
                .count();

        assertThat(taken).isEqualTo(100 + 4);
    }

    @Test
    void aRestFillsABucketButNoMoreThanThat() {
        exhaust("alice");

        long later = 3_600 * SECOND;

        assertThat(LongStream.range(0, 5))
                .allMatch(_ -> rate.take("alice", later).isZero());
        assertThat(rate.take("alice", later)).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void oneClientDoesNotHoldUpAnother() {
        exhaust("alice");

        assertThat(rate.take("bob", 0)).isZero();
    }

    @Test
    void remembersSoManyClientsAndForgetsWhoWasSilentForLongest() {
        exhaust("alice");
        exhaust("bob");
        exhaust("carol");
        rate.take("alice", 0);

        exhaust("dave");

        assertThat(rate.clients()).isEqualTo(3);
        assertThat(rate.take("alice", 0)).isPositive();
        assertThat(rate.take("bob", 0)).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE - SECOND, Long.MIN_VALUE, -SECOND})
    void worksAtAnyTimeOfTheClock(long begin) {
        LongStream.range(0, 5).forEach(_ -> rate.take("alice", begin));

        assertThat(rate.take("alice", begin)).isEqualTo(Duration.ofMillis(100));
        assertThat(rate.take("alice", begin + 2 * SECOND)).isZero();
    }

    private void exhaust(String client) {
        LongStream.range(0, 5).forEach(_ -> rate.take(client, 0));
    }
}
