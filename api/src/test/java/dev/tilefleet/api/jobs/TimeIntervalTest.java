package dev.tilefleet.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeIntervalTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-01T12:00:00Z, true",
        "2026-11-01T13:00:00+01:00, true",
        "2026-11-01T13:00:00 01:00, true",
        "2026-11-01T12:00:00.001Z, false",
        "2026-11-01T00:00:00Z/2026-11-01T12:00:00Z, true",
        "2026-11-01T12:00:00Z/2026-11-02T00:00:00Z, true",
        "2026-11-01T12:00:01Z/.., false",
        "../2026-11-01T11:59:59Z, false",
        "2026-10-01T00:00:00Z/.., true",
        "2026-10-01T00:00:00Z/, true",
        "../2026-12-01T00:00:00Z, true",
        "/2026-12-01T00:00:00Z, true",
        "../.., true"
    })
    void holdsItsEndsAndWhatIsBetween(String text, boolean noonIsIn) {
        TimeInterval interval = TimeInterval.parse(text).orElseThrow();

        assertThat(interval.contains(Instant.parse("2026-11-01T12:00:00Z"))).isEqualTo(noonIsIn);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "..",
                "yesterday",
                "2026-11-01",
                "2026-11-01T12:00:00",
                "2026-13-01T12:00:00Z",
                "2026-11-02T00:00:00Z/2026-11-01T00:00:00Z",
                "2026-11-01T00:00:00Z/../..",
                "+999999999-01-01T00:00:00Z",
                "-0001-01-01T00:00:00Z/.."
            })
    void isOfNoOtherForm(String text) {
        assertThat(TimeInterval.parse(text)).isEmpty();
    }

    @Test
    void isAllTimeWhereBothEndsAreOpen() {
        assertThat(TimeInterval.parse("../..")).hasValue(TimeInterval.ALL);
    }
}
