package dev.tilefleet.worker.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.job.JobID;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class WatchdogTest {
    @Test
    void endsTheProcessWhenAStageHangs() throws Exception {
        CountDownLatch halted = new CountDownLatch(1);
        try (Watchdog watchdog = new Watchdog(Duration.ofMillis(1), halted::countDown)) {
            watchdog.guard(JobID.random(), () -> {
                halted.await();
                return true;
            });
        }

        assertThat(halted.getCount()).isZero();
    }

    @Test
    void givesBackWhatTheStageGave() throws Exception {
        try (Watchdog watchdog = new Watchdog(Duration.ofDays(1), () -> {})) {
            assertThat(watchdog.<String>guard(JobID.random(), () -> "done")).isEqualTo("done");
        }
    }
}
