package dev.tilefleet.standalone.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class PollScheduleTest {
    @Test
    void growsFromAFifthOfASecondToTwoSecondsAndStaysThere() {
        PollSchedule schedule = new PollSchedule();

        assertThat(Stream.generate(schedule::next).limit(9).map(Duration::toMillis))
                .containsExactly(200L, 300L, 450L, 675L, 1012L, 1518L, 2000L, 2000L, 2000L);
    }
}
