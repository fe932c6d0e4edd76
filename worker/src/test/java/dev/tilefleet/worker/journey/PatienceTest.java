package dev.tilefleet.worker.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.queue.QueueUnavailableException;
import dev.tilefleet.store.StoreUnavailableException;
import dev.tilefleet.telemetry.Dependency;
import dev.tilefleet.telemetry.FleetMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PatienceTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final Gates gates = TestingGates.gates();
    private final Patience patience =
            new Patience(clock, new Backoff(Duration.ofMillis(1), Duration.ofMillis(1)), gates);

    /** Nobody would open these again before the test is over. */
    private final Gates untried =
            new Gates(() -> {}, () -> {}, new FleetMeters(new SimpleMeterRegistry()), _ -> HOUR, System::nanoTime);

    private final Patience withoutTrials =
            new Patience(clock, new Backoff(Duration.ofMillis(1), Duration.ofMillis(1)), untried);

    @AfterEach
    void close() {
        untried.close();
    }

    @Test
    void whatWorksIsDoneOnce() throws Exception {
        assertThat(patience.until(Errand.FETCH, "job", NOW, () -> "done")).isEqualTo("done");
    }

    @Test
    void triesAgainWhileStoreOrBrokerAreAway() throws Exception {
        TestingStep step = new TestingStep(
                new StoreUnavailableException("store"),
                new QueueUnavailableException("broker", null),
                new StoreUnavailableException("store"));

        assertThat(patience.until(Errand.FETCH, "job", NOW.plus(HOUR), step)).isEqualTo("done");
        assertThat(step.failures).isEmpty();
    }

    @Test
    void letsEveryOtherFailureThroughAtOnce() {
        ProblemException fault = new ProblemException(ProblemType.NOT_A_GEOTIFF, "no");
        TestingStep step = new TestingStep(fault, new StoreUnavailableException("not reached"));

        assertThatThrownBy(() -> patience.until(Errand.FETCH, "job", NOW.plus(HOUR), step))
                .isSameAs(fault);
        assertThat(step.failures).hasSize(1);
    }

    @Test
    void beginsNoTryAfterTheDeadline() {
        StoreUnavailableException away = new StoreUnavailableException("away");

        assertThatThrownBy(() -> patience.until(Errand.FETCH, "job", NOW, new TestingStep(away)))
                .isInstanceOf(Patience.DeadlineExceededException.class)
                .hasCause(away);
    }

    @Test
    void triesOnceHoweverLateItIs() throws Exception {
        assertThat(patience.until(Errand.FETCH, "job", NOW.minus(HOUR), () -> "done"))
                .isEqualTo("done");
    }

    @Test
    void theLastStepsOfAJobHaveNoDeadline() throws Exception {
        assertThat(patience.always(Errand.TELL, "job", new TestingStep(new StoreUnavailableException("away"))))
                .isEqualTo("done");
    }

    @Test
    void anInterruptEndsTheWait() {
        Patience slow = new Patience(clock, new Backoff(HOUR, HOUR), gates);
        TestingStep step = new TestingStep(new StoreUnavailableException("away"));
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> slow.always(Errand.TELL, "job", step)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void anInterruptedTryIsNoEvidenceAgainstTheStore() {
        for (String job : List.of("a", "b", "c")) {
            assertThatThrownBy(() -> patience.until(Errand.FETCH, job, NOW.plus(HOUR), () -> {
                        Thread.currentThread().interrupt();
                        throw new StoreUnavailableException("interrupted");
                    }))
                    .isInstanceOf(InterruptedException.class);
        }

        assertThat(gates.letsIn()).isTrue();
    }

    @Test
    void triesNothingWhileTheGateIsShutAndGivesUpAtTheDeadline() {
        shut(Dependency.STORE);

        assertThatThrownBy(() -> withoutTrials.until(Errand.FETCH, "d", NOW, () -> {
                    throw new AssertionError("tried");
                }))
                .isInstanceOf(Patience.DeadlineExceededException.class);
    }

    @Test
    void aShutGateToTheStoreIsNoneToTheQueue() throws Exception {
        shut(Dependency.STORE);

        assertThat(withoutTrials.until(Errand.TELL, "d", NOW, () -> "told")).isEqualTo("told");
    }

    @Test
    void anAnswerThatFailsTheJobIsASignOfLife() {
        ProblemException lost = new ProblemException(ProblemType.INPUT_LOST, "no");
        fail(Dependency.STORE, "a");
        fail(Dependency.STORE, "b");

        assertThatThrownBy(() -> withoutTrials.until(Errand.FETCH, "c", NOW, () -> {
                    throw lost;
                }))
                .isSameAs(lost);

        fail(Dependency.STORE, "c");
        assertThat(untried.letsIn()).isTrue();
    }

    @Test
    void jobsThatFailOneAfterTheOtherShutTheGate() {
        for (String job : List.of("a", "b", "c")) {
            assertThatThrownBy(() -> withoutTrials.until(
                            Errand.FETCH, job, NOW, new TestingStep(new StoreUnavailableException("away"))))
                    .isInstanceOf(Patience.DeadlineExceededException.class);
        }

        assertThat(untried.letsIn()).isFalse();
    }

    private void shut(Dependency dependency) {
        List.of("a", "b", "c").forEach(job -> fail(dependency, job));
    }

    private void fail(Dependency dependency, String job) {
        untried.to(dependency).failed(Errand.FETCH, job, 0, new StoreUnavailableException("away"));
    }

    /** Fails so, one failure a try, and then works. */
    private static final class TestingStep implements Supplier<String> {
        private final Deque<RuntimeException> failures;

        TestingStep(RuntimeException... failures) {
            this.failures = new ArrayDeque<>(List.of(failures));
        }

        @Override
        public String get() {
            if (!failures.isEmpty()) {
                throw failures.remove();
            }
            return "done";
        }
    }
}
