package dev.tilefleet.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeepingPaceTest {
    private static final Duration DAY = Duration.ofDays(1);

    private final KeepingPace pace = new KeepingPace(DAY);

    @Test
    void aTurnThatWentWellIsFollowedAPeriodLater() {
        assertThat(pace.after(true)).isEqualTo(DAY);
    }

    @Test
    void failuresAreFollowedSoonAndThenEveryFiveMinutes() {
        List<Long> pauses =
                Stream.generate(() -> pace.after(false).toSeconds()).limit(11).toList();

        assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 300L, 300L);
    }

    @Test
    void aTurnThatWentWellForgetsTheFailuresBefore() {
        pace.after(false);
        pace.after(false);
        pace.after(true);

        assertThat(pace.after(false)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void noPauseIsLongerThanThePeriod() {
        KeepingPace hasty = new KeepingPace(Duration.ofMillis(300));

        assertThat(hasty.after(false)).isEqualTo(Duration.ofMillis(300));
    }
}
