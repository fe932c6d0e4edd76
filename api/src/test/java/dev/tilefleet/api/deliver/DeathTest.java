package dev.tilefleet.api.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.api.jobs.TestingClock;
import dev.tilefleet.api.jobs.TestingTileStore;
import dev.tilefleet.job.Callback;
import dev.tilefleet.job.Delivery;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.store.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A replica dies before each of its writes; its successor reads from the offset that was committed, and goes on. */
class DeathTest {
    private static final String HOST = "hooks.example.org";

    private final AtomicInteger writesLeft = new AtomicInteger(Integer.MAX_VALUE);
    private final TestingTileStore store = new TestingTileStore(_ -> {
        if (writesLeft.getAndDecrement() <= 0) {
            throw new StoreUnavailableException("this process is dead");
        }
    });
    private final TestingClock clock = new TestingClock(TestingStage.NOON);
    private final TestingReceiver receiver = new TestingReceiver();

    /** Writes are: report, timer, [request,] report, timer gone. */
    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "2, 2", "3, 1", "4, 1"})
    void whoeverDiesTheReceiverHearsOfTheEndUnderOneId(int writes, int requests) throws InterruptedException {
        Outcome outcome = die(writes);

        try (TestingStage successor = new TestingStage(store, clock, receiver)) {
            successor.read(outcome);
            successor.live(Duration.ofMinutes(2));

            assertThat(successor.report(outcome).status()).isEqualTo(Delivery.Status.DELIVERED);
            assertThat(receiver.ids()).hasSize(requests).containsOnly(outcome.jobID() + "-ended");
            assertThat(successor.timers()).isEmpty();
        }
    }

    /** The offset is committed once report and timer stand. */
    @ParameterizedTest
    @CsvSource({"2, 2", "3, 1", "4, 1"})
    void aSuccessorThatDoesNotReadTheEndFindsItsTimer(int writes, int requests) throws InterruptedException {
        Outcome outcome = die(writes);

        try (TestingStage successor = new TestingStage(store, clock, receiver)) {
            successor.live(Duration.ofMinutes(2));

            assertThat(successor.report(outcome).status()).isEqualTo(Delivery.Status.DELIVERED);
            assertThat(receiver.ids()).hasSize(requests).containsOnly(outcome.jobID() + "-ended");
            assertThat(successor.timers()).isEmpty();
        }
    }

    /** Writes are: report, timer, [request,] next timer, report, timer gone. */
    @ParameterizedTest
    @CsvSource({"2", "3", "4", "5"})
    void whoeverDiesBehindAnAttemptThatFailedItIsTriedAgain(int writes) throws InterruptedException {
        receiver.answer(HOST, 500);
        Outcome outcome = die(writes);
        receiver.isBack(HOST);

        try (TestingStage successor = new TestingStage(store, clock, receiver)) {
            successor.live(Duration.ofMinutes(5));

            assertThat(successor.report(outcome).status()).isEqualTo(Delivery.Status.DELIVERED);
            assertThat(receiver.ids()).hasSize(2).containsOnly(outcome.jobID() + "-ended");
            assertThat(successor.timers()).isEmpty();
        }
    }

    private Outcome die(int writes) throws InterruptedException {
        try (TestingStage mortal = new TestingStage(store, clock, receiver)) {
            Outcome outcome = mortal.ended(Callback.ENDED, "https://" + HOST + "/tiles");
            writesLeft.set(writes);
            diesReading(mortal, outcome);
            writesLeft.set(Integer.MAX_VALUE);
            return outcome;
        }
    }

    /** Where that fails nothing is committed, so the end is read again. */
    private static void diesReading(TestingStage mortal, Outcome outcome) throws InterruptedException {
        try {
            mortal.read(outcome);
        } catch (StoreUnavailableException e) {
            assertThat(e).hasMessage("this process is dead");
        }
    }
}
