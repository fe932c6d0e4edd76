package dev.tilefleet.api.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tilefleet.api.TestingModels;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {
    private static final Offer CLOUD_MASK = Offer.of(TestingModels.cloudMask());

    @ParameterizedTest
    @CsvSource({
        "-1000, -1000",
        "0.5, 0.5",
        "-10000, -10000",
        "1e3, 1000",
        "+1000, 1000",
        "1000.000, 1000",
        "0.50, 0.5",
        "-0.0, 0",
        "1e-999999999, 0",
        "0.1000000000000000055511151231257827, 0.1"
    })
    void everySpellingOfANumberIsOne(String text, String one) {
        JsonNode read = Parameters.number(CLOUD_MASK, "boaAddOffset", text);

        assertThat(read.toString()).isEqualTo(one);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10000.1", "-10001", "1e400", "-1e999999999"})
    void aNumberBeyondItsBoundsIsRefused(String text) {
        assertProblem(
                "boaAddOffset",
                text,
                "Parameter \"boaAddOffset\" lies between -10000.0 and 10000.0, %s does not.".formatted(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ten", "NaN", "Infinity", "0x10", "1,5", " 1"})
    void whatIsNoNumberIsRefused(String text) {
        assertProblem("boaAddOffset", text, "Parameter \"boaAddOffset\" is a number, \"%s\" is none.".formatted(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"offset", "BoaAddOffset"})
    void anUnknownParameterIsRefused(String name) {
        assertProblem(name, "1", "Process cloud-mask has no parameter \"%s\"; it has boaAddOffset.".formatted(name));
    }

    @Test
    void aProcessWithoutParametersSaysSo() {
        assertThatThrownBy(() -> Parameters.number(Offer.of(TestingModels.unet10()), "offset", "1"))
                .hasMessage("Process unet10 has no parameter \"offset\"; it has none.");
    }

    private static void assertProblem(String name, String text, String detail) {
        assertThatThrownBy(() -> Parameters.number(CLOUD_MASK, name, text))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().type()).isEqualTo(ProblemType.INVALID_PARAMETER))
                .hasMessage(detail);
    }
}
