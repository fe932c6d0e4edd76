package dev.tilefleet.api;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.api.access.Access;
import dev.tilefleet.api.access.AccessConfig;
import dev.tilefleet.api.admission.AdmissionConfig;
import dev.tilefleet.config.ByteSize;
import dev.tilefleet.config.InvalidConfigurationException;
import dev.tilefleet.config.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiConfigTest {

    @Test
    void defaults() {
        assertThat(read(Map.of()))
                .isEqualTo(new ApiConfig(
                        "127.0.0.1",
                        8080,
                        Optional.empty(),
                        ByteSize.parse("128MiB"),
                        Path.of("/tmp"),
                        Duration.ofHours(24),
                        Duration.ofDays(8),
                        100_000,
                        AccessConfig.NONE,
                        new AdmissionConfig(100_000, 0, 100, 256, 0)));
    }

    @Test
    void fullMapping() {
        assertThat(read(Map.ofEntries(
                        entry("TILEFLEET_HTTP_HOST", "0.0.0.0"),
                        entry("TILEFLEET_HTTP_PORT", "0"),
                        entry("TILEFLEET_PUBLIC_URL", "https://tiles.example.com/v1"),
                        entry("TILEFLEET_MAX_UPLOAD", "64MiB"),
                        entry("TILEFLEET_SPOOL", "/var/spool/tilefleet"),
                        entry("TILEFLEET_JOB_DEADLINE", "90m"),
                        entry("TILEFLEET_JOB_EXPIRY", "2d"),
                        entry("TILEFLEET_VIEW_CAPACITY", "5000"),
                        entry("TILEFLEET_ACCESS", "keys"),
                        entry("TILEFLEET_API_KEYS", "/etc/tilefleet/keys"),
                        entry("TILEFLEET_QUEUE_LIMIT", "700"),
                        entry("TILEFLEET_RATE_LIMIT", "20"),
                        entry("TILEFLEET_RATE_BURST", "40"),
                        entry("TILEFLEET_UPLOAD_LIMIT", "12"),
                        entry("TILEFLEET_OPEN_JOBS_LIMIT", "50"))))
                .isEqualTo(new ApiConfig(
                        "0.0.0.0",
                        0,
                        Optional.of(URI.create("https://tiles.example.com/v1")),
                        ByteSize.parse("64MiB"),
                        Path.of("/var/spool/tilefleet"),
                        Duration.ofMinutes(90),
                        Duration.ofDays(2),
                        5_000,
                        new AccessConfig(Access.KEYS, Optional.of(Path.of("/etc/tilefleet/keys")), false),
                        new AdmissionConfig(700, 20, 40, 12, 50)));
    }

    @Test
    void tellsOfTwoProblemsAtOnce() {
        assertThatThrownBy(() -> read(Map.of(
                        "TILEFLEET_HTTP_PORT", "65536",
                        "TILEFLEET_JOB_EXPIRY", "23h")))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("TILEFLEET_HTTP_PORT=65536")
                .hasMessageContaining("TILEFLEET_JOB_DEADLINE=PT24H is longer than TILEFLEET_JOB_EXPIRY=PT23H");
    }

    @Test
    void doesNotOpenAFleetToANetworkByMistake() {
        assertThatThrownBy(() -> read(Map.of("TILEFLEET_HTTP_HOST", "0.0.0.0", "TILEFLEET_HTTP_PORT", "x")))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("TILEFLEET_HTTP_PORT=x")
                .hasMessageContaining("TILEFLEET_ACCESS=keys")
                .hasMessageContaining("TILEFLEET_ALLOW_ANYBODY=true");
    }

    @ParameterizedTest
    @CsvSource({
        "TILEFLEET_PUBLIC_URL, localhost:8080",
        "TILEFLEET_PUBLIC_URL, /tiles",
        "TILEFLEET_PUBLIC_URL, ftp://tiles.example.com",
        "TILEFLEET_PUBLIC_URL, https://tiles.example.com?a=b",
        "TILEFLEET_JOB_DEADLINE, 0s",
        "TILEFLEET_JOB_DEADLINE, 85h",
        "TILEFLEET_VIEW_CAPACITY, 1",
    })
    void refuses(String variable, String value) {
        assertThatThrownBy(() -> read(Map.of(variable, value)))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining(variable);
    }

    private static ApiConfig read(Map<String, String> environment) {
        Settings settings = new Settings(environment);
        ApiConfig config = ApiConfig.from(settings);
        settings.check();
        return config;
    }
}
