package dev.tilefleet.api.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    @Test
    void readsSeconds() {
        assertThat(RetryAfter.parse(" 120 ", NOW)).contains(Duration.ofMinutes(2));
    }

    @Test
    void readsADate() {
        assertThat(RetryAfter.parse("Sun, 01 Nov 2026 12:00:30 GMT", NOW)).contains(Duration.ofSeconds(30));
    }

    @Test
    void aDateThatIsOverAsksForNothing() {
        assertThat(RetryAfter.parse("Sun, 01 Nov 2026 11:00:00 GMT", NOW)).contains(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "soon", "1.5", "99999999999999999999", "Sun, 32 Nov 2026 12:00:30 GMT"})
    void whatHasNeitherFormIsNothing(String header) {
        assertThat(RetryAfter.parse(header, NOW)).isEmpty();
    }
}
