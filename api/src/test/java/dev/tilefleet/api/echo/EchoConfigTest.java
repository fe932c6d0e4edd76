package dev.tilefleet.api.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tilefleet.config.InvalidConfigurationException;
import dev.tilefleet.config.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EchoConfigTest {
    @Test
    void offersNothingByDefault() {
        EchoConfig config = EchoConfig.from(new Settings(Map.of()));

        assertThat(config).isEqualTo(new EchoConfig(false));
        assertThat(Echo.described(config)).isEmpty();
    }

    @Test
    void readsItsSetting() {
        EchoConfig config = EchoConfig.from(new Settings(Map.of("TILEFLEET_CONFORMANCE", "true")));

        assertThat(config).isEqualTo(new EchoConfig(true));
        assertThat(Echo.described(config)).hasSize(1);
    }

    @Test
    void isNotTurnedOnByAccident() {
        Settings settings = new Settings(Map.of("TILEFLEET_CONFORMANCE", "yes"));

        EchoConfig config = EchoConfig.from(settings);

        assertThat(config.conformance()).isFalse();
        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(settings::check)
                .withMessageContaining("TILEFLEET_CONFORMANCE=yes: neither true nor false");
    }
}
