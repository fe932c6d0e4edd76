package dev.tilefleet.api.intake;

import dev.tilefleet.api.edge.StraightLine;
import dev.tilefleet.store.StoreUnavailableException;
import dev.tilefleet.store.TileStore;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Streams bytes into the store by a PUT that is presigned here: a tile is never held in memory. */
final class InputUpload {
    private static final Logger log = LoggerFactory.getLogger(InputUpload.class);
    private static final Duration VALIDITY = Duration.ofHours(1);

    private final TileStore store;
    private final HttpClient client;
    private final StraightLine straightLine;

    /** @param client for the store's endpoint */
    InputUpload(TileStore store, HttpClient client, StraightLine straightLine) {
        this.store = store;
        this.client = client;
        this.straightLine = straightLine;
    }

    /**
     * Writes an object of known length; fails with {@link StoreUnavailableException} also where the source broke.
     *
     * <p>After a failure the object is removed, since its answer alone may have been lost. That is safe here and nowhere
     * later: a job document that names this key is written only after this succeeded.
     *
     * @param head the first bytes, already read
     * @param length of head and rest together
     */
    Future<Void> put(String key, Buffer head, ReadStream<Buffer> rest, long length) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.PUT)
                .setAbsoluteURI(store.presignPut(key, VALIDITY).toString())
                .putHeader("Content-Length", Long.toString(length));
        return client.request(options)
                .compose(put -> send(put, head, rest))
                .compose(response -> accepted(key, response))
                .recover(failure -> Future.failedFuture(unavailable(key, failure)))
                .onFailure(_ -> remove(key));
    }

    /** Nobody waits for it: what it leaves behind, the store's lifecycle removes. */
    private void remove(String key) {
        var _ = straightLine
                .call(() -> {
                    store.delete(key);
                    return true;
                })
                .onFailure(failure -> log.atInfo()
                        .addKeyValue("key", key)
                        .addKeyValue("reason", failure.getMessage())
                        .log("remains of a failed upload are left to the store's lifecycle"));
    }

    private static Future<HttpClientResponse> send(HttpClientRequest put, Buffer head, ReadStream<Buffer> rest) {
        // Not awaited: a write that waits for the connection to drain is no reason to keep the rest from following.
        var _ = put.write(head);
        // The answer's future tells it too; without a handler Vert.x logs it as an error of ours.
        put.exceptionHandler(_ -> {});
        rest.pipe().endOnFailure(false).to(new OutgoingBody(put)).onFailure(failure -> put.reset(0, failure));
        return put.response();
    }

    private static Future<Void> accepted(String key, HttpClientResponse response) {
        return response.end()
                .compose(_ -> response.statusCode() == 200
                        ? Future.succeededFuture()
                        : Future.failedFuture(new StoreUnavailableException(
                                "PUT of %s was answered %d".formatted(key, response.statusCode()))));
    }

    private static Throwable unavailable(String key, Throwable failure) {
        return failure instanceof StoreUnavailableException
                ? failure
                : new StoreUnavailableException("PUT of " + key + ": " + failure.getMessage(), failure);
    }
}
