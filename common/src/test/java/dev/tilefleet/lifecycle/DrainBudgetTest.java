package dev.tilefleet.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DrainBudgetTest {
    private final DrainBudget budget = new DrainBudget(Duration.ofHours(1));

    @Test
    void isWholeUntilItIsBegun() {
        assertThat(budget.left()).isEqualTo(Duration.ofHours(1));
        assertThat(budget.isSpent()).isFalse();
    }

    @Test
    void runsFromItsBegin() {
        budget.begin();

        assertThat(budget.left()).isPositive().isLessThanOrEqualTo(Duration.ofHours(1));
    }

    @Test
    void mayBeSpentAtOnce() {
        budget.begin();

        budget.spend();

        assertThat(budget.isSpent()).isTrue();
        assertThat(budget.left()).isZero();
    }

    @Test
    void isNotBegunAnewOnceItIsSpent() {
        budget.spend();

        budget.begin();

        assertThat(budget.isSpent()).isTrue();
    }

    @Test
    void wakesWhoeverWaitsForItsEnd() throws InterruptedException {
        Thread waiting = Thread.ofVirtual().start(() -> {
            try {
                budget.awaitSpent();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        budget.begin();

        budget.spend();

        waiting.join();
        assertThat(budget.isSpent()).isTrue();
    }

    @Test
    void isSpentWhenItsTimeIsOver() throws InterruptedException {
        DrainBudget none = new DrainBudget(Duration.ofNanos(1));
        none.begin();

        none.awaitSpent();

        assertThat(none.isSpent()).isTrue();
    }
}
