package dev.tilefleet.worker.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.worker.journey.Breaker.State;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** When nobody may try, and when one may. */
class BreakerTest {
    private final AtomicLong now = new AtomicLong();
    private final Breaker breaker = new Breaker(3, trial -> Duration.ofSeconds(trial), now::get);

    @Test
    void isClosedAtFirst() {
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
        assertThat(breaker.beginTrial()).isFalse();
    }

    @Test
    void opensWhenSeveralJobsFailedInARow() {
        assertThat(fail("a")).isFalse();
        assertThat(fail("b")).isFalse();

        assertThat(fail("c")).isTrue();

        assertThat(breaker.state()).isEqualTo(State.OPEN);
    }

    @Test
    void oneJobNeverOpensItHoweverOftenItFails() {
        for (int failures = 0; failures < 1_000; failures++) {
            assertThat(fail("bad")).isFalse();
        }
    }

    @Test
    void twoJobsNeverOpenIt() {
        for (int failures = 0; failures < 1_000; failures++) {
            assertThat(fail("bad")).isFalse();
            assertThat(fail("worse")).isFalse();
        }
    }

    @Test
    void aSuccessBetweenBeginsTheRowAnew() {
        fail("a");
        fail("b");

        assertThat(breaker.succeeded()).isFalse();

        assertThat(fail("c")).isFalse();
        assertThat(fail("a")).isFalse();
        assertThat(fail("b")).isTrue();
    }

    @Test
    void letsNobodyTryBeforeThePauseIsOver() {
        open();

        pass(Duration.ofMillis(999));
        assertThat(breaker.untilTrial()).isEqualTo(Duration.ofMillis(1));
        assertThat(breaker.beginTrial()).isFalse();

        pass(Duration.ofMillis(1));
        assertThat(breaker.beginTrial()).isTrue();
        assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
    }

    @Test
    void letsOneTrialBeMadeAtATime() {
        open();
        pass(Duration.ofHours(1));

        assertThat(breaker.beginTrial()).isTrue();
        assertThat(breaker.beginTrial()).isFalse();
    }

    @Test
    void aTrialThatFailsBeginsALongerPause() {
        open();
        trial();

        breaker.trialFailed(breaker.round());

        assertThat(breaker.state()).isEqualTo(State.OPEN);
        assertThat(breaker.untilTrial()).isEqualTo(Duration.ofSeconds(2));
        trial();
        breaker.trialFailed(breaker.round());
        assertThat(breaker.untilTrial()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void aTrialThatWorksCloses() {
        open();
        trial();

        assertThat(breaker.succeeded()).isTrue();

        assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void anyOtherSuccessClosesToo() {
        open();

        assertThat(breaker.succeeded()).isTrue();

        assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void closedAgainItTakesAsManyJobsToOpenAndTheFirstPauseIsShort() {
        open();
        trial();
        breaker.trialFailed(breaker.round());
        breaker.succeeded();

        assertThat(fail("a")).isFalse();
        assertThat(fail("b")).isFalse();
        assertThat(fail("c")).isTrue();

        assertThat(breaker.untilTrial()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aTryThatHungThroughAnOutageSaysNothingAboutTheTimeAfter() {
        long before = breaker.round();
        open();
        breaker.succeeded();

        assertThat(breaker.failed("d", before)).isFalse();
        assertThat(breaker.failed("e", before)).isFalse();
        assertThat(breaker.failed("f", before)).isFalse();
    }

    @Test
    void failuresWhileItIsOpenChangeNothing() {
        long before = breaker.round();
        open();
        pass(Duration.ofMillis(500));

        assertThat(breaker.failed("d", before)).isFalse();

        assertThat(breaker.untilTrial()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void aTrialThatFailsAfterSomebodySucceededChangesNothing() {
        open();
        trial();
        long begun = breaker.round();
        breaker.succeeded();

        breaker.trialFailed(begun);

        assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void knowsHowLongItHasBeenOpen() {
        pass(Duration.ofHours(1));
        open();
        pass(Duration.ofSeconds(7));

        breaker.succeeded();

        assertThat(breaker.sinceOpening()).isEqualTo(Duration.ofSeconds(7));
    }

    private boolean fail(String job) {
        return breaker.failed(job, breaker.round());
    }

    private void open() {
        fail("a");
        fail("b");
        fail("c");
    }

    private void trial() {
        pass(breaker.untilTrial());
        assertThat(breaker.beginTrial()).isTrue();
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
