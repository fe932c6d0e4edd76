package dev.tilefleet.standalone.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ScheduleTest {
    private static final Duration SESSION = Duration.ofSeconds(6);

    @Test
    void aSeedMakesTheSameRoundsAgain() {
        assertThat(rounds(7)).isEqualTo(rounds(7)).isNotEqualTo(rounds(8));
    }

    @Test
    void everyRoundKillsAsOftenAsItSays() {
        assertThat(schedule(7).round())
                .filteredOn(step -> step.deed() instanceof Deed.Kill)
                .hasSize(Schedule.KILLS);
    }

    @Test
    void aSuspendedWorkerSleepsLongerThanItsSession() {
        assertThat(rounds(7).stream().flatMap(List::stream).map(Schedule.Step::deed))
                .filteredOn(deed -> deed instanceof Deed.Suspend(var part, var _) && part.startsWith("worker"))
                .hasSize(5)
                .allSatisfy(deed -> assertThat(((Deed.Suspend) deed).time()).isGreaterThan(SESSION));
    }

    private static List<List<Schedule.Step>> rounds(long seed) {
        Schedule schedule = schedule(seed);
        return Stream.generate(schedule::round).limit(5).toList();
    }

    private static Schedule schedule(long seed) {
        return new Schedule(
                seed, List.of("api-1", "api-2"), List.of("worker-1", "worker-2"), Duration.ofSeconds(1), SESSION);
    }
}
