package dev.tilefleet.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampTest {
    private static final long SEED = 20_261_101;

    static Stream<String> written() {
        Random random = new Random(SEED);
        return Stream.concat(
                Stream.of(
                        "1970-01-01T00:00:00Z",
                        "1969-12-31T23:59:59.999999999Z",
                        "2024-02-29T23:59:59.1Z",
                        "2000-02-29T00:00:00.12Z",
                        "0000-01-01T00:00:00Z",
                        "9999-12-31T23:59:59.000000001Z",
                        "+12345-01-01T00:00:00Z",
                        "2016-12-31T23:59:60Z",
                        "2026-11-01T24:00:00Z",
                        "2026-11-01T12:00:00.5+01:00",
                        "2026-11-01t12:00:00z"),
                Stream.generate(() -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000))
                                .toString())
                        .limit(500));
    }

    @ParameterizedTest
    @MethodSource("written")
    void isWhatTheLibraryReads(String text) {
        assertThat(Timestamp.millis(text)).isEqualTo(Instant.parse(text).toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "null",
                "1793534400000",
                "2026-11-01T12:00:00",
                "2026-11-01 12:00:00Z",
                "2026-11-31T12:00:00Z",
                "2026-13-01T12:00:00Z",
                "2026-11-01T12:60:00Z",
                "2026-11-01T12:00:00.0000000001Z",
                "2026-11-01T12:00:0xZ"
            })
    void refusesWhatTheLibraryRefuses(String text) {
        assertThatThrownBy(() -> Instant.parse(text)).isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() -> Timestamp.millis(text)).isInstanceOf(DateTimeException.class);
    }
}
