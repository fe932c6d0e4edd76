package dev.tilefleet.api.echo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tilefleet.job.UnreadableDocumentException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * What a job is to give: its stored input. Executions that ask for the same have the same bytes, as an idempotency key
 * wants it.
 *
 * @param pause before it ends
 * @param outputs a results document of OGC API – Processes 1.0
 */
record EchoTask(Duration pause, ObjectNode outputs) {
    private static final String PAUSE = "pause";
    private static final String OUTPUTS = "outputs";

    /**
     * Of these inputs.
     *
     * @param wanted outputs; those that came as no input are left out
     */
    static EchoTask of(Map<EchoInput, GivenInput.Value> inputs, Set<EchoInput> wanted) {
        ObjectNode outputs = JsonNodeFactory.instance.objectNode();
        for (EchoInput input : wanted) {
            GivenInput.Value given = inputs.get(input);
            if (given != null) {
                outputs.set(
                        input.id(),
                        input.output(given.value(), given.mediaType().orElse(EchoInput.TIFF)));
            }
        }
        GivenInput.Value pause = inputs.get(EchoInput.PAUSE);
        return new EchoTask(
                pause == null ? Duration.ZERO : Duration.ofSeconds(pause.value().intValue()), outputs);
    }

    byte[] write() {
        ObjectNode task = JsonNodeFactory.instance.objectNode().put(PAUSE, pause.toSeconds());
        return EchoJson.write(task.set(OUTPUTS, outputs));
    }

    /** @throws UnreadableDocumentException if this is none */
    static EchoTask read(byte[] written) {
        try {
            JsonNode task = EchoJson.read(written);
            return new EchoTask(Duration.ofSeconds(task.path(PAUSE).intValue()), task.withObject("/" + OUTPUTS));
        } catch (IOException | UnsupportedOperationException e) {
            throw new UnreadableDocumentException("not the input of an echo: " + e.getMessage(), e);
        }
    }
}
