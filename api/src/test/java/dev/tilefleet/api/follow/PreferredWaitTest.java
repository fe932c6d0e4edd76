package dev.tilefleet.api.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.api.edge.Preferences;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreferredWaitTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "007, 7", "60, 60", "61, 60", "99999999999999999999, 60"})
    void isAtMostAMinute(String seconds, long wait) {
        assertThat(wait("wait=" + seconds)).hasValue(Duration.ofSeconds(wait));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait", "wait=", "wait=-1", "wait=1.5", "wait=1e3", "wait=ten", "wait=٣", "respond-async"})
    void isNoneWithoutANumber(String header) {
        assertThat(wait(header)).isEmpty();
    }

    @Test
    void isToldAsItWasApplied() {
        assertThat(PreferredWait.applied(wait("wait=300").orElseThrow())).isEqualTo("wait=60");
    }

    private static Optional<Duration> wait(String header) {
        return PreferredWait.of(Preferences.of(List.of(header)));
    }
}
