package dev.tilefleet.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.config.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManagementConfigTest {

    @Test
    void defaults() {
        assertThat(read(Map.of())).isEqualTo(new ManagementConfig("127.0.0.1", 8081));
    }

    @Test
    void fullMapping() {
        assertThat(read(Map.of("TILEFLEET_MANAGEMENT_HOST", "0.0.0.0", "TILEFLEET_MANAGEMENT_PORT", "0")))
                .isEqualTo(new ManagementConfig("0.0.0.0", 0));
    }

    private static ManagementConfig read(Map<String, String> environment) {
        Settings settings = new Settings(environment);
        ManagementConfig config = ManagementConfig.from(settings);
        settings.check();
        return config;
    }
}
