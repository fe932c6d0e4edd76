package dev.tilefleet.api.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreferencesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wait=10                                   | 10",
                "WAIT=10                                   | 10",
                "wait = 10                                 | 10",
                "wait=\"10\"                               | 10",
                "wait=\"1\\0\"                             | 10",
                "respond-async, wait=10                    | 10",
                "respond-async,wait=10,handling=lenient    | 10",
                "wait=10; foo=\"a, b\", return=minimal     | 10",
                "foo=\"a, wait=7\", wait=10                | 10",
                "foo=\"a \\\" , wait=7\", wait=10          | 10",
                "wait=10, wait=20                          | 10",
                ", ,wait=10                                | 10",
            })
    void findsAValueAsTheRfcWritesIt(String header, String value) {
        assertThat(Preferences.of(List.of(header)).value("wait")).hasValue(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "respond-async",
                "respond-async=",
                "respond-async=\"\"",
                "respond-async; foo",
                "a=b, respond-async"
            })
    void aPreferenceNeedsNoValue(String header) {
        assertThat(Preferences.of(List.of(header)).value("respond-async")).hasValue("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wait 10", "wait=1 0", "wait=\"10", "wait=(10)", "=10", "\"wait\"=10", "waiting=10"})
    void passesOverWhatCannotBeRead(String header) {
        assertThat(Preferences.of(List.of(header)).value("wait")).isEmpty();
    }

    @Test
    void whatCannotBeReadSpoilsNothingElse() {
        assertThat(Preferences.of(List.of("wait=(10), wait=20")).value("wait")).hasValue("20");
    }

    @Test
    void manyHeadersAreOneList() {
        Preferences preferences = Preferences.of(List.of("respond-async", "wait=10", "wait=20"));

        assertThat(preferences.value("wait")).hasValue("10");
        assertThat(preferences.value("respond-async")).isPresent();
    }

    @Test
    void aLongHeaderIsReadInNoTime() {
        String header = "a=\"" + "\\\"".repeat(100_000) + ";".repeat(100_000);

        assertThat(Preferences.of(List.of(header)).value("a")).isEmpty();
    }
}
