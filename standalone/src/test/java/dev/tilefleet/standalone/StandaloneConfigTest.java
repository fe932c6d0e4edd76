package dev.tilefleet.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tilefleet.api.ApiConfig;
import dev.tilefleet.api.compat.CompatConfig;
import dev.tilefleet.api.deliver.WebhookConfig;
import dev.tilefleet.api.echo.EchoConfig;
import dev.tilefleet.api.inbox.InboxConfig;
import dev.tilefleet.api.outbound.OutboundConfig;
import dev.tilefleet.config.InvalidConfigurationException;
import dev.tilefleet.config.Secret;
import dev.tilefleet.config.Settings;
import dev.tilefleet.lifecycle.ManagementConfig;
import dev.tilefleet.model.ModelsConfig;
import dev.tilefleet.store.Retention;
import dev.tilefleet.worker.WorkerConfig;
import dev.tilefleet.worker.infer.InferenceConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StandaloneConfigTest {
    @Test
    void hasDefaultsForEverything() {
        Settings none = new Settings(Map.of());

        assertThat(StandaloneConfig.from(none))
                .isEqualTo(new StandaloneConfig(
                        Path.of(".tilefleet/data"),
                        new Secret("tilefleet"),
                        new Secret("tilefleet-secret"),
                        new Retention(Duration.ofDays(30), Duration.ofDays(8)),
                        ApiConfig.from(none),
                        OutboundConfig.from(none),
                        CompatConfig.from(none),
                        WebhookConfig.from(none),
                        InboxConfig.from(none),
                        EchoConfig.from(none),
                        ManagementConfig.from(none),
                        WorkerConfig.from(none),
                        InferenceConfig.from(none),
                        ModelsConfig.from(none)));
    }

    @Test
    void readsEverySetting() {
        Settings settings = new Settings(Map.of(
                "TILEFLEET_DATA", "/var/lib/tilefleet",
                "TILEFLEET_EMBEDDED_ACCESS_KEY", "reader",
                "TILEFLEET_EMBEDDED_SECRET_KEY", "of books",
                "TILEFLEET_RETENTION", "90d",
                "TILEFLEET_HTTP_PORT", "9090",
                "TILEFLEET_OUTBOUND_HTTP", "true",
                "TILEFLEET_WEBHOOK_CONCURRENCY", "8",
                "TILEFLEET_INBOX", "false",
                "TILEFLEET_CONFORMANCE", "true"));

        StandaloneConfig config = StandaloneConfig.from(settings);

        assertThat(config.data()).isEqualTo(Path.of("/var/lib/tilefleet"));
        assertThat(config.accessKey().reveal()).isEqualTo("reader");
        assertThat(config.secretKey().reveal()).isEqualTo("of books");
        assertThat(config.retention()).isEqualTo(new Retention(Duration.ofDays(90), Duration.ofDays(8)));
        assertThat(config.api().port()).isEqualTo(9090);
        assertThat(config.outbound().http()).isTrue();
        assertThat(config.webhooks().concurrency()).isEqualTo(8);
        assertThat(config.inbox().enabled()).isFalse();
        assertThat(config.echo().conformance()).isTrue();
        assertThat(config.toString()).doesNotContain("of books");
    }

    @Test
    void tellsOfEveryProblemOfEveryPartAtOnce() {
        Settings settings = new Settings(Map.of(
                "TILEFLEET_HTTP_PORT", "high",
                "TILEFLEET_MANAGEMENT_PORT", "-1",
                "TILEFLEET_DRAIN_BUDGET", "soon",
                "TILEFLEET_HTP_PORT", "8080"));
        StandaloneConfig.from(settings);

        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(settings::check)
                .withMessageContaining("TILEFLEET_HTTP_PORT")
                .withMessageContaining("TILEFLEET_MANAGEMENT_PORT")
                .withMessageContaining("TILEFLEET_DRAIN_BUDGET")
                .withMessageContaining("TILEFLEET_HTP_PORT");
    }
}
