package dev.tilefleet.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.config.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManagementConfigTest {

    @Test
    void defaults() {
        assertThat(read(Map.of())).isEqualTo(new ManagementConfig("127.0.0.1", 8081, Duration.ofSeconds(30)));
    }

    @Test
    void fullMapping() {
        assertThat(read(Map.of(
                        "TILEFLEET_MANAGEMENT_HOST", "0.0.0.0",
                        "TILEFLEET_MANAGEMENT_PORT", "0",
                        "TILEFLEET_DRAIN_BUDGET", "2m")))
                .isEqualTo(new ManagementConfig("0.0.0.0", 0, Duration.ofMinutes(2)));
    }

    private static ManagementConfig read(Map<String, String> environment) {
        Settings settings = new Settings(environment);
        ManagementConfig config = ManagementConfig.from(settings);
        settings.check();
        return config;
    }
}
