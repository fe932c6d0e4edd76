package dev.tilefleet.api.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.config.InvalidConfigurationException;
import dev.tilefleet.config.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdmissionConfigTest {

    @Test
    void defaults() {
        assertThat(read(Map.of())).isEqualTo(new AdmissionConfig(100_000, 0, 100, 256, 0));
    }

    @Test
    void fullMapping() {
        assertThat(read(Map.of(
                        "TILEFLEET_QUEUE_LIMIT", "0",
                        "TILEFLEET_RATE_LIMIT", "20",
                        "TILEFLEET_RATE_BURST", "40",
                        "TILEFLEET_UPLOAD_LIMIT", "8",
                        "TILEFLEET_OPEN_JOBS_LIMIT", "50")))
                .isEqualTo(new AdmissionConfig(0, 20, 40, 8, 50));
    }

    @ParameterizedTest
    @CsvSource({
        "TILEFLEET_QUEUE_LIMIT, -1",
        "TILEFLEET_RATE_LIMIT, 0.5",
        "TILEFLEET_RATE_BURST, 0",
        "TILEFLEET_UPLOAD_LIMIT, many",
        "TILEFLEET_OPEN_JOBS_LIMIT, -5"
    })
    void refuses(String variable, String value) {
        assertThatThrownBy(() -> read(Map.of(variable, value)))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining(variable);
    }

    private static AdmissionConfig read(Map<String, String> environment) {
        Settings settings = new Settings(environment);
        AdmissionConfig config = AdmissionConfig.from(settings);
        settings.check();
        return config;
    }
}
