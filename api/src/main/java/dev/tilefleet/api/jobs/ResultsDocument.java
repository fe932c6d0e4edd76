package dev.tilefleet.api.jobs;

import dev.tilefleet.job.Outcome;
import io.vertx.core.json.JsonObject;
import java.util.Base64;

/** The results document of OGC API – Processes 1.0: its one output, {@code mask}, by reference or as a qualified value. */
final class ResultsDocument {
    private static final String MASK = "mask";

    private ResultsDocument() {}

    static JsonObject linked(String href, Outcome.Result result) {
        return new JsonObject()
                .put(
                        MASK,
                        new JsonObject()
                                .put("href", href)
                                .put("type", MaskAnswer.NPY)
                                .put("length", result.size())
                                .put("sha256", result.sha256().hex()));
    }

    static JsonObject embedded(byte[] mask) {
        return new JsonObject()
                .put(
                        MASK,
                        new JsonObject()
                                .put("value", Base64.getEncoder().encodeToString(mask))
                                .put("mediaType", MaskAnswer.NPY)
                                .put("encoding", "base64"));
    }
}
