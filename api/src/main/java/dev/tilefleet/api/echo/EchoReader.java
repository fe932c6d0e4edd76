package dev.tilefleet.api.echo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tilefleet.api.edge.Edge;
import dev.tilefleet.api.intake.DocumentReader;
import dev.tilefleet.api.intake.Submission;
import dev.tilefleet.api.outbound.Outbound;
import dev.tilefleet.config.ByteSize;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.io.IOException;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Makes an {@link EchoTask} of an execute document: what it links to is fetched, and all of it fits. */
final class EchoReader implements DocumentReader {
    private final Edge edge;
    private final Outbound outbound;
    private final ByteSize limit;

    /** @param limit on what lies behind each link */
    EchoReader(Edge edge, Outbound outbound, ByteSize limit) {
        this.edge = edge;
        this.outbound = outbound;
        this.limit = limit;
    }

    @Override
    public Future<Reading> read(byte[] document, Submission head) {
        return edge.call(() -> EchoExecution.read(document, head))
                .compose(execution -> fetched(execution)
                        .compose(values -> edge.call(() -> new Reading(
                                execution.asked(),
                                Buffer.buffer(
                                        EchoTask.of(values, execution.outputs()).write())))));
    }

    private Future<Map<EchoInput, GivenInput.Value>> fetched(EchoExecution execution) {
        Map<EchoInput, GivenInput.Value> values = new EnumMap<>(EchoInput.class);
        Future<Void> all = Future.succeededFuture();
        for (Map.Entry<EchoInput, GivenInput> entry : execution.inputs().entrySet()) {
            // One after the other: they are few, and together they might be many bytes.
            all = all.compose(_ -> value(entry.getKey(), entry.getValue()))
                    .map(value -> values.put(entry.getKey(), value))
                    .mapEmpty();
        }
        return all.map(values);
    }

    private Future<GivenInput.Value> value(EchoInput input, GivenInput given) {
        return switch (given) {
            case GivenInput.Value value -> Future.succeededFuture(value);
            case GivenInput.Link(var href, var mediaType) ->
                outbound.get(href, limit)
                        .compose(download -> whole(download.body()).onComplete(_ -> download.close()))
                        .compose(body -> edge.call(() -> linked(input, body, mediaType)));
        };
    }

    private static Future<Buffer> whole(ReadStream<Buffer> body) {
        Promise<Buffer> end = Promise.promise();
        Buffer whole = Buffer.buffer();
        body.exceptionHandler(end::tryFail);
        body.endHandler(_ -> end.tryComplete(whole));
        body.handler(whole::appendBuffer);
        body.resume();
        return end.future();
    }

    private static GivenInput.Value linked(EchoInput input, Buffer body, Optional<String> mediaType) {
        if (input == EchoInput.BINARY) {
            JsonNode base64 = TextNode.valueOf(Base64.getEncoder().encodeToString(body.getBytes()));
            return new GivenInput.Value(GivenInput.requireFit(input, base64), mediaType);
        }
        try {
            return new GivenInput.Value(GivenInput.requireFit(input, EchoJson.read(body.getBytes())), Optional.empty());
        } catch (IOException e) {
            throw GivenInput.invalid("What input \"%s\" links to is not JSON.".formatted(input.id()));
        }
    }
}
