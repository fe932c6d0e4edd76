package dev.tilefleet.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final Setting PORT = new Setting("PORT", "8080", "Where it listens");
    private static final Setting WAIT = new Setting("WAIT", "90s", "How long it waits");
    private static final Setting LIMIT = new Setting("LIMIT", "1MiB", "How much it takes");
    private static final Setting ENDPOINT = new Setting("ENDPOINT", "http://127.0.0.1:9000", "Whom it asks");
    private static final Setting FOLDER = new Setting("FOLDER", "models", "Where it looks");
    private static final Setting STRICT = new Setting("STRICT", "false", "Whether it is strict");
    private static final Setting FRUIT = new Setting("FRUIT", "apple", "What it eats");
    private static final Setting NAME = new Setting("NAME", "", "What it is called");
    private static final Setting KEY = new Setting("KEY", "", "What it signs with");

    private enum Fruit {
        APPLE,
        BLOOD_ORANGE
    }

    @Test
    void takesDefaultsWhereNothingIsSet() {
        Settings settings = new Settings(Map.of());

        assertThat(settings.number(PORT, 1, 65535)).isEqualTo(8080);
        assertThat(settings.duration(WAIT)).isEqualTo(Duration.ofSeconds(90));
        assertThat(settings.size(LIMIT)).isEqualTo(ByteSize.ofMebibytes(1));
        assertThat(settings.uri(ENDPOINT)).isEqualTo(URI.create("http://127.0.0.1:9000"));
        assertThat(settings.path(FOLDER)).isEqualTo(Path.of("models"));
        assertThat(settings.flag(STRICT)).isFalse();
        assertThat(settings.choice(FRUIT, Fruit.class)).isEqualTo(Fruit.APPLE);
        assertThat(settings.text(NAME)).isEmpty();
        assertThat(settings.secret(KEY)).isEqualTo(new Secret(""));
        assertThat(settings.optional(NAME, text -> text)).isEmpty();
        assertThatCode(settings::check).doesNotThrowAnyException();
    }

    @Test
    void readsWhatIsSet() {
        Settings settings = new Settings(Map.of(
                "TILEFLEET_PORT", "80",
                "TILEFLEET_WAIT", "250ms",
                "TILEFLEET_LIMIT", "2GiB",
                "TILEFLEET_ENDPOINT", "https://store.example",
                "TILEFLEET_FOLDER", "/srv/models",
                "TILEFLEET_STRICT", "true",
                "TILEFLEET_FRUIT", "blood_orange",
                "TILEFLEET_NAME", " bob ",
                "TILEFLEET_KEY", "hush"));

        assertThat(settings.number(PORT, 1, 65535)).isEqualTo(80);
        assertThat(settings.duration(WAIT)).isEqualTo(Duration.ofMillis(250));
        assertThat(settings.size(LIMIT)).isEqualTo(ByteSize.ofMebibytes(2048));
        assertThat(settings.uri(ENDPOINT)).isEqualTo(URI.create("https://store.example"));
        assertThat(settings.path(FOLDER)).isEqualTo(Path.of("/srv/models"));
        assertThat(settings.flag(STRICT)).isTrue();
        assertThat(settings.choice(FRUIT, Fruit.class)).isEqualTo(Fruit.BLOOD_ORANGE);
        assertThat(settings.text(NAME)).isEqualTo("bob");
        assertThat(settings.secret(KEY).reveal()).isEqualTo("hush");
        assertThat(settings.secret(KEY, Secret::reveal)).contains("hush");
        assertThat(settings.optional(NAME, text -> text)).isEqualTo(Optional.of("bob"));
        assertThatCode(settings::check).doesNotThrowAnyException();
    }

    @Test
    void takesABlankValueAsNotSet() {
        Settings settings = new Settings(Map.of("TILEFLEET_PORT", "  "));

        assertThat(settings.number(PORT, 1, 65535)).isEqualTo(8080);
    }

    @Test
    void tellsOfAllProblemsAtOnce() {
        Settings settings = new Settings(Map.of(
                "TILEFLEET_PORT", "70000",
                "TILEFLEET_WAIT", "soon",
                "TILEFLEET_LIMIT", "lots",
                "TILEFLEET_STRICT", "yes",
                "TILEFLEET_FRUIT", "pear",
                "TILEFLEET_POTR", "80",
                "PATH", "/bin"));
        settings.number(PORT, 1, 65535);
        settings.duration(WAIT);
        settings.size(LIMIT);
        settings.flag(STRICT);
        settings.choice(FRUIT, Fruit.class);

        InvalidConfigurationException refused =
                catchThrowableOfType(InvalidConfigurationException.class, settings::check);

        assertThat(refused.problems())
                .containsExactly(
                        "TILEFLEET_PORT=70000: not within 1 and 65535",
                        "TILEFLEET_WAIT=soon: not a span of time such as 90s, 15m, 24h or 7d",
                        "TILEFLEET_LIMIT=lots: not a size such as 128MiB",
                        "TILEFLEET_STRICT=yes: neither true nor false",
                        "TILEFLEET_FRUIT=pear: not one of [apple, blood_orange]",
                        "TILEFLEET_POTR: no such setting");
        assertThat(refused)
                .hasMessageStartingWith("The configuration cannot be used:\n  - TILEFLEET_PORT=70000: not within");
    }

    @Test
    void readsOnWithTheDefaultAfterAProblem() {
        Settings settings = new Settings(Map.of("TILEFLEET_PORT", "many"));

        int port = settings.number(PORT, 1, 65535);

        assertThat(port).isEqualTo(8080);
    }

    @Test
    void endsAtOnceWhereAValueIsNeededAndThereIsNone() {
        Settings settings = new Settings(Map.of("TILEFLEET_WAIT", "soon"));
        settings.duration(WAIT);

        assertThatThrownBy(() -> settings.number(NAME, 1, 2))
                .isInstanceOfSatisfying(
                        InvalidConfigurationException.class,
                        refused -> assertThat(refused.problems())
                                .containsExactly(
                                        "TILEFLEET_WAIT=soon: not a span of time such as 90s, 15m, 24h or 7d",
                                        "TILEFLEET_NAME: not set, and it has no default"));
    }

    @Test
    void endsAtOnceWhereABadValueHasNoDefault() {
        Settings settings = new Settings(Map.of("TILEFLEET_NAME", "three"));

        assertThatThrownBy(() -> settings.number(NAME, 1, 2))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("TILEFLEET_NAME=three: not a whole number");
    }

    @Test
    void reportsWhatARecordObjectsToAndReadsOn() {
        Settings settings = new Settings(Map.of());

        String made = settings.checked(
                () -> {
                    throw new IllegalArgumentException("the least is above the most");
                },
                () -> "stand-in");

        assertThat(made).isEqualTo("stand-in");
        assertThatThrownBy(settings::check).hasMessageContaining("  - the least is above the most");
    }

    @Test
    void reportsAnObjectionWithoutWords() {
        Settings settings = new Settings(Map.of());
        settings.checked(
                () -> {
                    throw new IllegalArgumentException();
                },
                () -> "");

        assertThatThrownBy(settings::check)
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("IllegalArgumentException");
    }

    @Test
    void doesNotMindVariablesOfOtherPrograms() {
        Settings settings = new Settings(Map.of("TILEFLEET_SHARED", "/data")).ignoring(Set.of("TILEFLEET_SHARED"));

        assertThatCode(settings::check).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "7d, PT168H",
        "24h, PT24H",
        "15m, PT15M",
        "90s, PT90S",
        "250ms, PT0.25S",
        "1h30m, PT1H30M",
        "1d12h, PT36H",
        "PT90S, PT90S",
        "P1DT12H, PT36H",
        "0s, PT0S",
        "0.5s, PT0.5S",
        "90S, PT90S"
    })
    void readsSpansOfTime(String text, Duration expected) {
        Settings settings = new Settings(Map.of("TILEFLEET_WAIT", text));

        assertThat(settings.duration(WAIT)).isEqualTo(expected);
        assertThatCode(settings::check).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"90", "s", "ms", "-5s", "-5ms", "5 s", "1w", "d", "P", "p1y", "99999999999999999999ms", "1h1d"})
    void refusesWhatIsNoSpanOfTime(String text) {
        Settings settings = new Settings(Map.of("TILEFLEET_WAIT", text));

        Duration read = settings.duration(WAIT);

        assertThat(read).isEqualTo(Duration.ofSeconds(90));
        assertThatThrownBy(settings::check)
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("TILEFLEET_WAIT=" + text + ": ")
                .hasMessageContaining("span of time");
    }

    @Test
    void tellsOfABadSecretWithoutItsValue() {
        Settings settings = new Settings(Map.of("TILEFLEET_KEY", "whsec_hunter2"));

        Optional<String> read = settings.secret(KEY, secret -> {
            throw new IllegalArgumentException("not base64: " + secret.reveal());
        });

        assertThat(read).isEmpty();
        assertThatThrownBy(settings::check)
                .hasMessageContaining("TILEFLEET_KEY: not base64: (secret)")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void tellsOfABadUrlWithoutThePasswordInIt() {
        Settings settings = new Settings(Map.of("TILEFLEET_ENDPOINT", "http://alice:hunter2@store example"));
        settings.uri(ENDPOINT);

        assertThatThrownBy(settings::check)
                .hasMessageContaining("TILEFLEET_ENDPOINT=http://(secret)@store example")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void tellsOfAMisspeltVariableWithoutItsValue() {
        Settings settings = new Settings(Map.of("TILEFLEET_KYE", "hunter2"));

        assertThatThrownBy(settings::check)
                .isInstanceOfSatisfying(
                        InvalidConfigurationException.class,
                        refused -> assertThat(refused.problems()).isEqualTo(List.of("TILEFLEET_KYE: no such setting")));
    }
}
