package dev.tilefleet.api.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tilefleet.job.Documents;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** What is told in the outbox: documents of the fleet with one more member, {@code source}. */
final class OutboxDocument {
    private static final String SOURCE = "source";
    private static final String MODIFIED = "modified";
    private static final String TAKEN = "taken";

    private OutboxDocument() {}

    /** The outcome, as the store has it, without those who are told of it. */
    static byte[] of(Outcome outcome, DropSource source) {
        JsonObject document = new JsonObject(new String(Documents.write(outcome), UTF_8));
        document.remove("callbacks");
        return bytes(document, source);
    }

    /** The problem (RFC 9457), and whose job's it is if a job was made. */
    static byte[] of(Problem problem, Optional<Outcome> outcome, DropSource source) {
        JsonObject document = new JsonObject()
                .put("type", problem.type().uri().toString())
                .put("title", problem.type().title())
                .put("status", problem.type().status())
                .put("detail", problem.detail());
        outcome.ifPresent(end -> document.put("jobID", end.jobID().toString()));
        return bytes(document, source);
    }

    /** When the version came that such a document is about, if that can be read. */
    static Optional<Moment> moment(byte[] document) {
        try {
            return Optional.ofNullable(Buffer.buffer(document).toJsonObject().getJsonObject(SOURCE))
                    .map(source -> new Moment(
                            Instant.parse(source.getString(MODIFIED, "")), Instant.parse(source.getString(TAKEN, ""))));
        } catch (DecodeException | ClassCastException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(JsonObject document, DropSource source) {
        return document.put(
                        SOURCE,
                        new JsonObject()
                                .put("bucket", source.bucket())
                                .put("key", source.key())
                                .put("version", source.version())
                                .put(MODIFIED, source.moment().modified().toString())
                                .put(TAKEN, source.moment().taken().toString()))
                .encodePrettily()
                .getBytes(UTF_8);
    }
}
