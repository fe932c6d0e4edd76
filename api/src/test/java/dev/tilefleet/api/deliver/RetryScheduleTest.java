package dev.tilefleet.api.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.config.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTest {
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final RandomGenerator SHORTEST = () -> 0;
    private static final RandomGenerator LONGEST = () -> -1;

    private final RetrySchedule schedule =
            WebhookConfig.from(new Settings(Map.of())).schedule();

    @ParameterizedTest
    @CsvSource({
        "1, 12:01",
        "2, 12:05",
        "3, 12:30",
        "4, 13:00",
        "5, 14:00",
        "6, 16:00",
        "7, 20:00",
        "8, 24:00",
        "9, 32:00"
    })
    void pausesGrowWithTheFailures(int failures, String due) {
        Optional<Instant> next = schedule.next(failures, NOON, Optional.empty(), SHORTEST);

        String[] time = due.split(":", 2);
        assertThat(next)
                .contains(Instant.parse("2026-11-01T00:00:00Z")
                        .plus(Duration.ofHours(Integer.parseInt(time[0])))
                        .plus(Duration.ofMinutes(Integer.parseInt(time[1]))));
    }

    @Test
    void theTenthAttemptIsTheLast() {
        assertThat(schedule.next(10, NOON, Optional.empty(), SHORTEST)).isEmpty();
    }

    @Test
    void tenAttemptsTakeAboutTwoDays() {
        assertThat(schedule.pauses()).hasSize(9);
        assertThat(schedule.span()).isBetween(Duration.ofHours(30), Duration.ofHours(48));
    }

    @Test
    void aPauseIsStretchedByAFifthAtMost() {
        Instant next = schedule.next(9, NOON, Optional.empty(), LONGEST).orElseThrow();

        assertThat(next).isBetween(NOON.plus(Duration.ofMinutes(23 * 60 + 58)), NOON.plus(Duration.ofHours(24)));
    }

    @Test
    void aDueTimeIsAWholeMinuteAndNeverEarly() {
        Instant next =
                schedule.next(1, NOON.plusMillis(1), Optional.empty(), SHORTEST).orElseThrow();

        assertThat(next).isEqualTo("2026-11-01T12:02:00Z");
    }

    @Test
    void aReceiverMayAskForMorePatience() {
        Optional<Instant> next = schedule.next(1, NOON, Optional.of(Duration.ofMinutes(10)), SHORTEST);

        assertThat(next).contains(Instant.parse("2026-11-01T12:10:00Z"));
    }

    @Test
    void aReceiverMayNotAskForLess() {
        Optional<Instant> next = schedule.next(4, NOON, Optional.of(Duration.ofSeconds(1)), SHORTEST);

        assertThat(next).contains(Instant.parse("2026-11-01T13:00:00Z"));
    }

    @Test
    void aReceiverMayNotAskForMoreThanADay() {
        Optional<Instant> next = schedule.next(1, NOON, Optional.of(Duration.ofDays(9_000)), SHORTEST);

        assertThat(next).contains(Instant.parse("2026-11-02T12:00:00Z"));
    }

    @Test
    void whatIsDueNowIsDueSinceTheMinuteBegan() {
        assertThat(RetrySchedule.now(NOON.plusSeconds(59))).isEqualTo(NOON);
    }

    @Test
    void refusesAPauseOfNothing() {
        assertThatThrownBy(() -> new RetrySchedule(List.of(Duration.ZERO)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("TILEFLEET_WEBHOOK_RETRIES");
    }
}
