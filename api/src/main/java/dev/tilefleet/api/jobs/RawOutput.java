package dev.tilefleet.api.jobs;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tilefleet.job.UnreadableDocumentException;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Base64;
import java.util.List;

/**
 * One output out of a results document of OGC API – Processes 1.0: of a qualified value the value, bytes where that is in
 * base64, and JSON of everything else.
 */
record RawOutput(String name, String mediaType, Buffer content) {
    private static final String JSON_TYPE = "application/json";

    // Numbers come out as they went in.
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /**
     * All of the document, in its order.
     *
     * @throws UnreadableDocumentException if it is none
     */
    static List<RawOutput> all(byte[] document) {
        try {
            return JSON.readTree(document)
                    .propertyStream()
                    .map(output -> of(output.getKey(), output.getValue()))
                    .toList();
        } catch (IOException | IllegalArgumentException e) {
            throw new UnreadableDocumentException("not a results document: " + e.getMessage(), e);
        }
    }

    private static RawOutput of(String name, JsonNode given) {
        JsonNode value = given.path("value");
        if (given.path("encoding").asText().equals("base64")) {
            return new RawOutput(
                    name,
                    given.path("mediaType").asText(),
                    Buffer.buffer(Base64.getDecoder().decode(value.asText())));
        }
        JsonNode whole = value.isMissingNode() ? given : value;
        return new RawOutput(name, JSON_TYPE, Buffer.buffer(whole.toString()));
    }
}
