package dev.tilefleet.api.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.config.InvalidConfigurationException;
import dev.tilefleet.config.Settings;
import dev.tilefleet.job.ProcessID;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompatConfigTest {
    @Test
    void defaults() {
        assertThat(read(Map.of())).isEqualTo(new CompatConfig(new ProcessID("cloud-mask"), Duration.ofSeconds(60)));
    }

    @Test
    void fullMapping() {
        assertThat(read(Map.of("TILEFLEET_COMPAT_PROCESS", "unet10", "TILEFLEET_COMPAT_TIMEOUT", "20s")))
                .isEqualTo(new CompatConfig(new ProcessID("unet10"), Duration.ofSeconds(20)));
    }

    @ParameterizedTest
    @CsvSource({"PROCESS, Cloud Mask", "TIMEOUT, 0s", "TIMEOUT, 81s"})
    void refuses(String name, String value) {
        assertThatThrownBy(() -> read(Map.of("TILEFLEET_COMPAT_" + name, value)))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("TILEFLEET_COMPAT_" + name);
    }

    private static CompatConfig read(Map<String, String> environment) {
        Settings settings = new Settings(environment);
        CompatConfig config = CompatConfig.from(settings);
        settings.check();
        return config;
    }
}
