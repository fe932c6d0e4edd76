package dev.tilefleet.api.jobs;

import dev.tilefleet.job.ResultsForm.Response;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/**
 * The answer with outputs that are a document in the store, as OGC API – Processes 1.0 has it (table 11): the document,
 * or raw. Raw, one output is itself, several are a part each of {@code multipart/related} (RFC 2387), and none is nothing.
 *
 * @param mediaType empty where there is nothing
 */
record OutputsBody(Optional<String> mediaType, Buffer content) {
    private static final String JSON = "application/json";
    private static final String LINE = "\r\n";

    /**
     * The answer with this document.
     *
     * @param isJsonOnly whether the client takes no parts: several raw outputs are the document then
     * @param boundary between parts; occurs in none of them
     */
    static OutputsBody of(byte[] document, Response response, boolean isJsonOnly, String boundary) {
        return switch (response) {
            case DOCUMENT -> new OutputsBody(Optional.of(JSON), Buffer.buffer(document));
            case RAW -> raw(document, isJsonOnly, boundary);
        };
    }

    private static OutputsBody raw(byte[] document, boolean isJsonOnly, String boundary) {
        List<RawOutput> outputs = RawOutput.all(document);
        if (outputs.isEmpty()) {
            return new OutputsBody(Optional.empty(), Buffer.buffer());
        }
        if (outputs.size() == 1) {
            return new OutputsBody(
                    Optional.of(outputs.getFirst().mediaType()),
                    outputs.getFirst().content());
        }
        return isJsonOnly ? new OutputsBody(Optional.of(JSON), Buffer.buffer(document)) : parts(outputs, boundary);
    }

    private static OutputsBody parts(List<RawOutput> outputs, String boundary) {
        Buffer body = Buffer.buffer();
        for (RawOutput output : outputs) {
            body.appendString("--" + boundary + LINE)
                    .appendString("Content-Type: " + output.mediaType() + LINE)
                    .appendString("Content-ID: <" + output.name() + ">" + LINE + LINE)
                    .appendBuffer(output.content())
                    .appendString(LINE);
        }
        body.appendString("--" + boundary + "--" + LINE);
        String type = "multipart/related; type=\"%s\"; boundary=%s"
                .formatted(outputs.getFirst().mediaType(), boundary);
        return new OutputsBody(Optional.of(type), body);
    }

    /** Ends the exchange with it. */
    Future<Void> send(RoutingContext context) {
        HttpServerResponse response = context.response().putHeader("Vary", "Accept");
        if (mediaType.isEmpty()) {
            return response.setStatusCode(204).end();
        }
        return response.putHeader("Content-Type", mediaType.get())
                // By itself the server says it with a body only, and HEAD has none.
                .putHeader("Content-Length", Integer.toString(content.length()))
                .end(content);
    }
}
