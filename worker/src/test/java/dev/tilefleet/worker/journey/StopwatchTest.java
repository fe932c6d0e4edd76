package dev.tilefleet.worker.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.job.Timings.Stage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StopwatchTest {
    private final Stopwatch watch = new Stopwatch();

    @Test
    void givesWhatTheStageGives() throws Exception {
        assertThat(watch.time(Stage.FETCH, () -> "tile")).isEqualTo("tile");
    }

    @Test
    void notesTheStagesThatWereReached() throws Exception {
        watch.record(Stage.QUEUED, Duration.ofSeconds(3));
        watch.time(Stage.FETCH, () -> "tile");

        assertThat(watch.timings().byStage()).containsOnlyKeys(Stage.QUEUED, Stage.FETCH);
        assertThat(watch.timings().byStage()).containsEntry(Stage.QUEUED, Duration.ofSeconds(3));
        assertThat(watch.timings().byStage().get(Stage.FETCH)).isGreaterThanOrEqualTo(Duration.ZERO);
    }

    @Test
    void timesAStageThatFailsToo() {
        IllegalStateException fault = new IllegalStateException("broken");

        assertThatThrownBy(() -> watch.time(Stage.DECODE, () -> {
                    throw fault;
                }))
                .isSameAs(fault);
        assertThat(watch.timings().byStage()).containsOnlyKeys(Stage.DECODE);
    }
}
