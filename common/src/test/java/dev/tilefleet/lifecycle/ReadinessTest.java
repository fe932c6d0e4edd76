package dev.tilefleet.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ReadinessTest {
    private final Readiness readiness = new Readiness();

    @Test
    void whatWaitsForNothingIsReady() throws InterruptedException {
        readiness.await();

        assertThat(readiness.isReady()).isTrue();
    }

    @Test
    void tellsWhatItWaitsForInOrderOfNames() {
        readiness.condition("topics", "being looked for");
        readiness.condition("model unet10", "loading");

        assertThat(readiness.isReady()).isFalse();
        assertThat(readiness.unmet())
                .containsExactly(entry("model unet10", "loading"), entry("topics", "being looked for"));
    }

    @Test
    void isReadyWhenEveryConditionIsMet() {
        Readiness.Condition store = readiness.condition("store", "being probed");
        Readiness.Condition topics = readiness.condition("topics", "being looked for");

        store.met();
        assertThat(readiness.unmet()).containsOnlyKeys("topics");
        topics.met();

        assertThat(readiness.isReady()).isTrue();
    }

    @Test
    void tellsTheReasonThatHoldsNow() {
        Readiness.Condition topics = readiness.condition("topics", "being looked for");

        topics.unmet("missing tilefleet.outcomes");

        assertThat(readiness.unmet()).containsExactly(entry("topics", "missing tilefleet.outcomes"));
    }

    @Test
    void whatWasMetMayFailLater() {
        Readiness.Condition store = readiness.condition("store", "being probed");
        store.met();

        store.unmet("gone");

        assertThat(readiness.isReady()).isFalse();
    }

    @Test
    void whoWaitsGoesOnWhenTheLastConditionIsMet() throws Exception {
        Readiness.Condition store = readiness.condition("store", "being probed");
        Readiness.Condition topics = readiness.condition("topics", "being looked for");
        CompletableFuture<Boolean> passed = new CompletableFuture<>();
        Thread waiting = Thread.ofPlatform().start(() -> passed.complete(awaited()));
        store.met();
        while (waiting.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(passed).isNotDone();

        topics.met();

        assertThat(passed.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whoWaitsCanBeInterrupted() throws InterruptedException {
        readiness.condition("store", "being probed");
        CountDownLatch interrupted = new CountDownLatch(1);
        Thread waiting = Thread.ofPlatform().start(() -> {
            try {
                readiness.await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        });

        waiting.interrupt();

        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void twoConditionsOfOneNameWouldHideEachOther() {
        readiness.condition("model unet10", "loading");

        assertThatThrownBy(() -> readiness.condition("model unet10", "loading"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is a condition \"model unet10\" already");
    }

    private boolean awaited() {
        try {
            readiness.await();
            return readiness.isReady();
        } catch (InterruptedException e) {
            return false;
        }
    }
}
