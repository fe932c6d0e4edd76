package dev.tilefleet.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class RejoiningTest {
    private final AtomicLong nanos = new AtomicLong(System.nanoTime());
    private final TestingOwnership ownership = new TestingOwnership();
    private int joined;
    private final Rejoining rejoining = new Rejoining(ownership, () -> joined++, nanos::get);

    @Test
    void doesNotAskAtOnce() {
        pass(Rejoining.LOOK.minusMillis(1));

        assertThat(ownership.questions()).isZero();
    }

    @Test
    void staysInAGroupWhosePartitionsAllBelongToSomebody() {
        pass(Rejoining.LOOK);
        pass(Rejoining.LOOK);

        assertThat(ownership.questions()).isEqualTo(2);
        assertThat(joined).isZero();
    }

    @Test
    void isNotMisledByOneLook() {
        answer(true);
        pass(Rejoining.LOOK);

        answer(false);
        pass(Rejoining.LOOK_AGAIN);

        assertThat(ownership.questions()).isEqualTo(2);
        assertThat(joined).isZero();
    }

    @Test
    void joinsAnewAtTheSecondLook() {
        answer(true);
        pass(Rejoining.LOOK);

        pass(Rejoining.LOOK_AGAIN);

        assertThat(joined).isOne();
    }

    @Test
    void joinsAgainAndAgainUntilAllPartitionsAreGivenOut() {
        answer(true);
        pass(Rejoining.LOOK);
        for (int look = 0; look < 5; look++) {
            pass(Rejoining.LOOK_AGAIN);
        }

        answer(false);
        pass(Rejoining.LOOK_AGAIN);
        answer(true);
        pass(Rejoining.LOOK);

        assertThat(joined).isEqualTo(5);
    }

    @Test
    void staysWhileTheBrokersDoNotSay() {
        answer(true);
        pass(Rejoining.LOOK);
        ownership.answer(CompletableFuture.failedFuture(new TimeoutException()));

        pass(Rejoining.LOOK_AGAIN);
        answer(true);
        pass(Rejoining.LOOK);

        assertThat(joined).isZero();
    }

    @Test
    void asksOneQuestionAtATime() {
        CompletableFuture<Boolean> late = new CompletableFuture<>();
        ownership.answer(late);
        pass(Rejoining.LOOK);
        pass(Rejoining.LOOK);

        assertThat(ownership.questions()).isOne();
        late.complete(false);
        pass(Duration.ZERO);
        pass(Rejoining.LOOK);
        assertThat(ownership.questions()).isEqualTo(2);
    }

    private void answer(boolean isIncomplete) {
        ownership.answer(CompletableFuture.completedFuture(isIncomplete));
    }

    /** Turns twice: to ask, and to hear the answer. */
    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        rejoining.turn();
        rejoining.turn();
    }
}
