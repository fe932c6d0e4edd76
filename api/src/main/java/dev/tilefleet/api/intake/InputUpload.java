package dev.tilefleet.api.intake;

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

/** Streams bytes into the store by a PUT that is presigned here: a tile is never held in memory. */
final class InputUpload {
    private static final Duration VALIDITY = Duration.ofHours(1);

    private final TileStore store;
    private final HttpClient client;

    /** @param client for the store's endpoint */
    InputUpload(TileStore store, HttpClient client) {
        this.store = store;
        this.client = client;
    }

    /**
     * Writes an object of known length; fails with {@link StoreUnavailableException} also where the source broke.
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
                .recover(failure -> Future.failedFuture(unavailable(key, failure)));
    }

    private static Future<HttpClientResponse> send(HttpClientRequest put, Buffer head, ReadStream<Buffer> rest) {
        // Not awaited: a write that waits for the connection to drain is no reason to keep the rest from following.
        var _ = put.write(head);
        return put.send(rest);
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
