package dev.tilefleet.api.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.api.outbox.After;
import dev.tilefleet.config.InvalidConfigurationException;
import dev.tilefleet.config.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InboxConfigTest {
    @Test
    void defaults() {
        assertThat(read(Map.of()))
                .isEqualTo(new InboxConfig(
                        true, "everybody", After.KEEP, Duration.ofSeconds(30), 16, Duration.ofDays(30)));
    }

    @Test
    void fullMapping() {
        assertThat(read(Map.of(
                        "TILEFLEET_INBOX", "false",
                        "TILEFLEET_INBOX_OWNER", "pipeline",
                        "TILEFLEET_INBOX_AFTER", "move",
                        "TILEFLEET_INBOX_SWEEP", "5m",
                        "TILEFLEET_INBOX_CONCURRENCY", "4",
                        "TILEFLEET_RETENTION", "90d")))
                .isEqualTo(
                        new InboxConfig(false, "pipeline", After.MOVE, Duration.ofMinutes(5), 4, Duration.ofDays(90)));
    }

    @ParameterizedTest
    @CsvSource({
        "TILEFLEET_INBOX, yes",
        "TILEFLEET_INBOX_AFTER, burn",
        "TILEFLEET_INBOX_SWEEP, 0s",
        "TILEFLEET_INBOX_CONCURRENCY, 0"
    })
    void refuses(String variable, String value) {
        assertThatThrownBy(() -> read(Map.of(variable, value)))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining(variable);
    }

    private static InboxConfig read(Map<String, String> environment) {
        Settings settings = new Settings(environment);
        InboxConfig config = InboxConfig.from(settings);
        settings.check();
        return config;
    }
}
