package dev.tilefleet.api.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OriginBreakerTest {
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final int ALL = 4;

    private final OriginBreaker breaker = new OriginBreaker();

    @Test
    void admitsAllWhileFailuresAreFew() {
        fail(OriginBreaker.FAILURES - 1, NOON);

        assertThat(breaker.admits(ALL, NOON)).isEqualTo(ALL);
    }

    @Test
    void admitsNothingAfterManyFailuresInARow() {
        fail(OriginBreaker.FAILURES, NOON);

        assertThat(breaker.admits(ALL, NOON)).isZero();
    }

    @Test
    void anAnswerInBetweenCountsFromTheBegin() {
        fail(OriginBreaker.FAILURES - 1, NOON);
        breaker.answered();
        fail(OriginBreaker.FAILURES - 1, NOON);

        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void admitsOneOnTrialAfterARest() {
        fail(OriginBreaker.FAILURES, NOON);

        assertThat(breaker.admits(ALL, NOON.plus(OriginBreaker.FIRST_REST).minusNanos(1)))
                .isZero();
        assertThat(breaker.admits(ALL, NOON.plus(OriginBreaker.FIRST_REST))).isOne();
    }

    @Test
    void aTrialThatFailsMakesTheRestTwiceAsLong() {
        fail(OriginBreaker.FAILURES, NOON);
        Instant trial = NOON.plus(OriginBreaker.FIRST_REST);

        breaker.failed(trial);

        Duration twice = OriginBreaker.FIRST_REST.multipliedBy(2);
        assertThat(breaker.admits(ALL, trial.plus(twice).minusNanos(1))).isZero();
        assertThat(breaker.admits(ALL, trial.plus(twice))).isOne();
    }

    @Test
    void aRestHasAnEnd() {
        Instant now = NOON;
        fail(OriginBreaker.FAILURES, now);
        for (int trial = 0; trial < 20; trial++) {
            now = now.plus(OriginBreaker.LONGEST_REST);
            breaker.failed(now);
        }

        assertThat(breaker.admits(ALL, now.plus(OriginBreaker.LONGEST_REST))).isOne();
    }

    @Test
    void requestsThatWereUnderWayWhenItOpenedMakeNoRestLonger() {
        fail(OriginBreaker.FAILURES + 3, NOON);

        assertThat(breaker.admits(ALL, NOON.plus(OriginBreaker.FIRST_REST))).isOne();
    }

    @Test
    void aTrialThatIsAnsweredAdmitsAllAndForgets() {
        fail(OriginBreaker.FAILURES, NOON);

        breaker.answered();

        assertThat(breaker.admits(ALL, NOON)).isEqualTo(ALL);
        assertThat(breaker.isUnsuspicious()).isTrue();
    }

    private void fail(int times, Instant now) {
        IntStream.range(0, times).forEach(_ -> breaker.failed(now));
    }
}
