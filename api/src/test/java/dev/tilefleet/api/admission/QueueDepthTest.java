package dev.tilefleet.api.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.job.ProcessID;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueueDepthTest {
    private static final ProcessID PROCESS = new ProcessID("cloud-mask");

    private Instant now = Instant.parse("2026-11-25T12:00:00Z");
    private final QueueDepth queue = new QueueDepth(100, () -> now);

    @Test
    void belowTheLimitThereIsRoom() {
        told(60, 39);

        assertThat(queue.patience(PROCESS)).isEmpty();
    }

    @Test
    void theLimitIsOverAllPartitions() {
        told(60, 40);

        assertThat(queue.patience(PROCESS)).contains(QueueDepth.UNKNOWN);
    }

    @Test
    void oneProcessIsNotRefusedForAnother() {
        told(500, 500);

        assertThat(queue.patience(new ProcessID("unet10"))).isEmpty();
    }

    @Test
    void foretellsFromHowFastTheQueueFalls() {
        told(500, 500);
        after(Duration.ofSeconds(15));
        told(425, 425);

        // 150 jobs in 15 s; 751 are too many.
        assertThat(queue.patience(PROCESS)).contains(Duration.ofSeconds(76));
    }

    @Test
    void tellsNothingShorterThanItTakesToLookAgain() {
        told(500, 500);
        after(Duration.ofSeconds(15));
        told(50, 51);

        assertThat(queue.patience(PROCESS)).contains(QueueDepth.LEAST);
    }

    @Test
    void doesNotForetellWhatIsFarAway() {
        told(50_000, 50_000);
        after(Duration.ofSeconds(15));
        told(50_000, 49_999);

        assertThat(queue.patience(PROCESS)).contains(QueueDepth.MOST);
    }

    @Test
    void ofAQueueThatGrowsNobodyKnows() {
        told(100, 100);
        after(Duration.ofSeconds(15));
        told(100, 200);

        assertThat(queue.patience(PROCESS)).contains(QueueDepth.UNKNOWN);
    }

    @Test
    void whatWasHeardLongAgoRefusesNobody() {
        told(500, 500);
        after(QueueDepth.STALE.minusSeconds(1));
        assertThat(queue.patience(PROCESS)).isPresent();

        after(Duration.ofSeconds(1));

        assertThat(queue.patience(PROCESS)).isEmpty();
    }

    @Test
    void aProcessThatIsNotToldOfStaysKnownForAWhile() {
        told(500, 500);
        after(Duration.ofSeconds(15));

        queue.accept(Map.of());

        assertThat(queue.patience(PROCESS)).isPresent();
    }

    @Test
    void withoutALimitAnyNumberWaits() {
        QueueDepth unlimited = new QueueDepth(0, () -> now);

        unlimited.accept(Map.of(PROCESS, Map.of(0, Long.MAX_VALUE)));

        assertThat(unlimited.patience(PROCESS)).isEmpty();
    }

    private void told(long... lags) {
        queue.accept(Map.of(PROCESS, Map.of(0, lags[0], 1, lags[1])));
    }

    private void after(Duration time) {
        now = now.plus(time);
    }
}
