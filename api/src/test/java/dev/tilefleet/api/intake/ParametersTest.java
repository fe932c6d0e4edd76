package dev.tilefleet.api.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import dev.tilefleet.api.TestingModels;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.model.ModelDescription;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {
    private static final ModelDescription CLOUD_MASK = TestingModels.cloudMask();

    @Test
    void noneNeedsToBeGiven() {
        assertThat(Parameters.read(CLOUD_MASK, Map.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1000", "0.5", "-10000", "10000", "1e3"})
    void aNumberWithinItsBoundsIsTaken(String text) {
        Map<String, JsonNode> read = Parameters.read(CLOUD_MASK, Map.of("boaAddOffset", text));

        assertThat(read).containsExactly(entry("boaAddOffset", DecimalNode.valueOf(new BigDecimal(text))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10000.1", "-10001", "1e400", "-1e999999999"})
    void aNumberBeyondItsBoundsIsRefused(String text) {
        assertProblem(
                Map.of("boaAddOffset", text),
                "Parameter \"boaAddOffset\" lies between -10000.0 and 10000.0, %s does not.".formatted(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ten", "NaN", "Infinity", "0x10", "1,5", " 1"})
    void whatIsNoNumberIsRefused(String text) {
        assertProblem(
                Map.of("boaAddOffset", text),
                "Parameter \"boaAddOffset\" is a number, \"%s\" is none.".formatted(text));
    }

    @ParameterizedTest
    @CsvSource({"offset", "BoaAddOffset"})
    void anUnknownParameterIsRefused(String name) {
        assertProblem(
                Map.of(name, "1"), "Process cloud-mask has no parameter \"%s\"; it has boaAddOffset.".formatted(name));
    }

    @Test
    void aProcessWithoutParametersSaysSo() {
        assertThatThrownBy(() -> Parameters.read(TestingModels.unet10(), Map.of("offset", "1")))
                .hasMessage("Process unet10 has no parameter \"offset\"; it has none.");
    }

    private static void assertProblem(Map<String, String> given, String detail) {
        assertThatThrownBy(() -> Parameters.read(CLOUD_MASK, given))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().type()).isEqualTo(ProblemType.INVALID_PARAMETER))
                .hasMessage(detail);
    }
}
