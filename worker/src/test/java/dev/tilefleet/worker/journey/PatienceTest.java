package dev.tilefleet.worker.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.queue.QueueUnavailableException;
import dev.tilefleet.store.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PatienceTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final Patience patience = new Patience(clock, new Backoff(Duration.ofMillis(1), Duration.ofMillis(1)));

    @Test
    void whatWorksIsDoneOnce() throws Exception {
        assertThat(patience.until(NOW, () -> "done")).isEqualTo("done");
    }

    @Test
    void triesAgainWhileStoreOrBrokerAreAway() throws Exception {
        TestingStep step = new TestingStep(
                new StoreUnavailableException("store"),
                new QueueUnavailableException("broker", null),
                new StoreUnavailableException("store"));

        assertThat(patience.until(NOW.plus(HOUR), step)).isEqualTo("done");
        assertThat(step.failures).isEmpty();
    }

    @Test
    void letsEveryOtherFailureThroughAtOnce() {
        ProblemException fault = new ProblemException(ProblemType.NOT_A_GEOTIFF, "no");
        TestingStep step = new TestingStep(fault, new StoreUnavailableException("not reached"));

        assertThatThrownBy(() -> patience.until(NOW.plus(HOUR), step)).isSameAs(fault);
        assertThat(step.failures).hasSize(1);
    }

    @Test
    void beginsNoTryAfterTheDeadline() {
        StoreUnavailableException away = new StoreUnavailableException("away");

        assertThatThrownBy(() -> patience.until(NOW, new TestingStep(away)))
                .isInstanceOf(Patience.DeadlineExceededException.class)
                .hasCause(away);
    }

    @Test
    void triesOnceHoweverLateItIs() throws Exception {
        assertThat(patience.until(NOW.minus(HOUR), () -> "done")).isEqualTo("done");
    }

    @Test
    void theLastStepsOfAJobHaveNoDeadline() throws Exception {
        assertThat(patience.always(new TestingStep(new StoreUnavailableException("away"))))
                .isEqualTo("done");
    }

    @Test
    void anInterruptEndsTheWait() {
        Patience slow = new Patience(clock, new Backoff(HOUR, HOUR));
        TestingStep step = new TestingStep(new StoreUnavailableException("away"));
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> slow.always(step)).isInstanceOf(InterruptedException.class);
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
