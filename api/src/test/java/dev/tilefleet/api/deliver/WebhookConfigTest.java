package dev.tilefleet.api.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.config.InvalidConfigurationException;
import dev.tilefleet.config.Secret;
import dev.tilefleet.config.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookConfigTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @Test
    void defaults() {
        assertThat(read(Map.of()))
                .isEqualTo(new WebhookConfig(
                        SigningSecrets.NONE,
                        new RetrySchedule(List.of(
                                Duration.ofMinutes(1),
                                Duration.ofMinutes(5),
                                Duration.ofMinutes(30),
                                Duration.ofHours(1),
                                Duration.ofHours(2),
                                Duration.ofHours(4),
                                Duration.ofHours(8),
                                Duration.ofHours(12),
                                Duration.ofHours(20))),
                        32,
                        4,
                        Duration.ofSeconds(15)));
    }

    @Test
    void fullMapping() {
        WebhookConfig config = read(Map.of(
                "TILEFLEET_WEBHOOK_SECRETS", SECRET,
                "TILEFLEET_WEBHOOK_RETRIES", "90s, 1h",
                "TILEFLEET_WEBHOOK_CONCURRENCY", "8",
                "TILEFLEET_WEBHOOK_ORIGIN_CONCURRENCY", "2",
                "TILEFLEET_WEBHOOK_SWEEP", "1s"));

        assertThat(config)
                .isEqualTo(new WebhookConfig(
                        new SigningSecrets(List.of(new Secret(SECRET))),
                        new RetrySchedule(List.of(Duration.ofSeconds(90), Duration.ofHours(1))),
                        8,
                        2,
                        Duration.ofSeconds(1)));
        assertThat(config.toString()).doesNotContain("MfKQ9r8");
    }

    @ParameterizedTest
    @CsvSource({
        "TILEFLEET_WEBHOOK_SECRETS, whsec_MfKQ9r8G",
        "TILEFLEET_WEBHOOK_RETRIES, 0s",
        "TILEFLEET_WEBHOOK_RETRIES, soon",
        "TILEFLEET_WEBHOOK_CONCURRENCY, 0",
        "TILEFLEET_WEBHOOK_SWEEP, 0s"
    })
    void refuses(String variable, String value) {
        assertThatThrownBy(() -> read(Map.of(variable, value)))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining(variable)
                .hasMessageNotContaining("MfKQ9r8");
    }

    private static WebhookConfig read(Map<String, String> environment) {
        Settings settings = new Settings(environment);
        WebhookConfig config = WebhookConfig.from(settings);
        settings.check();
        return config;
    }
}
