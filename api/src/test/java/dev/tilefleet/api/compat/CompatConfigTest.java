package dev.tilefleet.api.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.config.InvalidConfigurationException;
import dev.tilefleet.config.Settings;
import dev.tilefleet.job.ProcessID;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompatConfigTest {
    private static final ProcessID CLOUD_MASK = new ProcessID("cloud-mask");
    private static final ProcessID UNET10 = new ProcessID("unet10");

    @Test
    void defaults() {
        assertThat(read(Map.of())).isEqualTo(new CompatConfig(Optional.empty(), Duration.ofSeconds(60)));
    }

    @Test
    void fullMapping() {
        assertThat(read(Map.of("TILEFLEET_COMPAT_PROCESS", "unet10", "TILEFLEET_COMPAT_TIMEOUT", "20s")))
                .isEqualTo(new CompatConfig(Optional.of(UNET10), Duration.ofSeconds(20)));
    }

    @ParameterizedTest
    @CsvSource({"PROCESS, Cloud Mask", "TIMEOUT, 0s", "TIMEOUT, 81s"})
    void refuses(String name, String value) {
        assertThatThrownBy(() -> read(Map.of("TILEFLEET_COMPAT_" + name, value)))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("TILEFLEET_COMPAT_" + name);
    }

    @Test
    void runsTheCloudMaskUnlessAnotherIsNamed() {
        assertThat(read(Map.of()).process()).isEqualTo(CLOUD_MASK);
        assertThat(read(Map.of("TILEFLEET_COMPAT_PROCESS", "unet10")).process()).isEqualTo(UNET10);
    }

    @Test
    void whatIsNamedMustBeServed() {
        CompatConfig named = read(Map.of("TILEFLEET_COMPAT_PROCESS", "unet10"));

        assertThatCode(() -> named.requireServed(List.of(CLOUD_MASK, UNET10))).doesNotThrowAnyException();
        assertThatThrownBy(() -> named.requireServed(List.of(CLOUD_MASK)))
                .hasMessage(
                        "TILEFLEET_COMPAT_PROCESS=unet10 names a process that is not served. Name one of these: cloud-mask.");
    }

    @Test
    void aFleetOfOtherProcessesNeedNotNameOne() {
        assertThatCode(() -> read(Map.of()).requireServed(List.of(UNET10))).doesNotThrowAnyException();
    }

    private static CompatConfig read(Map<String, String> environment) {
        Settings settings = new Settings(environment);
        CompatConfig config = CompatConfig.from(settings);
        settings.check();
        return config;
    }
}
