package dev.tilefleet.api.echo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.api.edge.Links;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EchoProcessTest {
    private final JsonObject description = new EchoProcess().description(new Links("https://tiles.example.com"));

    @Test
    void describesTheInputsThatAreRead() {
        assertThat(description.getJsonObject("inputs").fieldNames())
                .containsExactlyElementsOf(
                        Arrays.stream(EchoInput.values()).map(EchoInput::id).toList());
    }

    @Test
    void givesWhatItTakesButThePause() {
        JsonObject outputs = description.getJsonObject("outputs");

        assertThat(outputs.fieldNames())
                .containsExactly("string", "number", "boolean", "array", "object", "boundingBox", "binary");
        outputs.fieldNames()
                .forEach(name -> assertThat(outputs.getJsonObject(name).getJsonObject("schema"))
                        .isEqualTo(description
                                .getJsonObject("inputs")
                                .getJsonObject(name)
                                .getJsonObject("schema")));
    }

    /** OGC's test suite takes the first input for a plain text, and the first object for one that takes any member. */
    @Test
    void comesInTheOrderThatTheTestSuiteReliesOn() {
        JsonObject inputs = description.getJsonObject("inputs");

        assertThat(inputs.getJsonObject("string").getJsonObject("schema"))
                .isEqualTo(new JsonObject().put("type", "string"));
        assertThat(inputs.fieldNames()).startsWith("string").containsSubsequence("object", "boundingBox");
    }

    @Test
    void mayBeExecutedEitherWay() {
        JsonObject summary = new EchoProcess().summary(new Links("https://tiles.example.com"));

        assertThat(summary.getJsonArray("jobControlOptions"))
                .containsExactly("sync-execute", "async-execute", "dismiss");
        assertThat(summary.containsKey("inputs")).isFalse();
        assertThat(summary.getJsonArray("links").getJsonObject(1).getString("href"))
                .isEqualTo("https://tiles.example.com/processes/echo/execution");
    }
}
