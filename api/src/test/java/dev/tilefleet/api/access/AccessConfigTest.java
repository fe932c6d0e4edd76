package dev.tilefleet.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.config.InvalidConfigurationException;
import dev.tilefleet.config.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessConfigTest {

    @Test
    void defaults() {
        assertThat(read(Map.of())).isEqualTo(new AccessConfig(Access.NONE, Optional.empty(), false));
    }

    @Test
    void fullMapping() {
        assertThat(read(Map.of(
                        "TILEFLEET_ACCESS", "keys",
                        "TILEFLEET_API_KEYS", "/etc/tilefleet/keys",
                        "TILEFLEET_ALLOW_ANYBODY", "true")))
                .isEqualTo(new AccessConfig(Access.KEYS, Optional.of(Path.of("/etc/tilefleet/keys")), true));
    }

    @Test
    void keysNeedAFile() {
        assertThatThrownBy(() -> read(Map.of("TILEFLEET_ACCESS", "keys")))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("TILEFLEET_API_KEYS")
                .hasMessageContaining("tilefleet keys new");
    }

    @Test
    void aFileThatNobodyLooksAtIsAMistake() {
        assertThatThrownBy(() -> read(Map.of("TILEFLEET_API_KEYS", "/etc/tilefleet/keys")))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("TILEFLEET_ACCESS=none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.7", "2001:db8::7", "::ffff:192.0.2.7"})
    void withoutKeysOnlyThisMachineMayCome(String host) {
        assertThatThrownBy(() -> AccessConfig.NONE.requireFitFor(host))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(host)
                .hasMessageContaining("TILEFLEET_ACCESS=keys")
                .hasMessageContaining("127.0.0.1")
                .hasMessageContaining("TILEFLEET_ALLOW_ANYBODY=true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.8.8", "::1"})
    void whoComesOverLoopbackIsAtHome(String host) {
        assertThatCode(() -> AccessConfig.NONE.requireFitFor(host)).doesNotThrowAnyException();
    }

    @Test
    void keysOrAWordOfTheOperatorOpenItToOthers() {
        AccessConfig keys = new AccessConfig(Access.KEYS, Optional.of(Path.of("keys")), false);
        AccessConfig anybody = new AccessConfig(Access.NONE, Optional.empty(), true);

        assertThatCode(() -> keys.requireFitFor("0.0.0.0")).doesNotThrowAnyException();
        assertThatCode(() -> anybody.requireFitFor("0.0.0.0")).doesNotThrowAnyException();
    }

    private static AccessConfig read(Map<String, String> environment) {
        Settings settings = new Settings(environment);
        AccessConfig config = AccessConfig.from(settings);
        settings.check();
        return config;
    }
}
