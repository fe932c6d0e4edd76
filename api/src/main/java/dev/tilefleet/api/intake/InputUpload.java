package dev.tilefleet.api.intake;

import dev.tilefleet.job.Job;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.store.StoreUnavailableException;
import dev.tilefleet.store.TileStore;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Optional;

/** Streams a tile into the store by a PUT that is presigned here: the tile is never held in memory. */
final class InputUpload {
    static final String MEDIA_TYPE = "image/tiff";
    private static final Duration VALIDITY = Duration.ofHours(1);

    private final TileStore store;
    private final HttpClient client;

    /** @param client for the store's endpoint */
    InputUpload(TileStore store, HttpClient client) {
        this.store = store;
        this.client = client;
    }

    /**
     * Writes the object. Fails with the body's own refusal, {@code upload-incomplete} if it ends before its length, or
     * {@link StoreUnavailableException}.
     *
     * @param head what was read of the body already
     * @param length of head and body together, in bytes
     */
    Future<Job.Input> put(String key, Buffer head, CheckedBody body, long length, Optional<String> name) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.PUT)
                .setAbsoluteURI(store.presignPut(key, VALIDITY).toString())
                .putHeader("Content-Length", Long.toString(length));
        return client.request(options)
                .compose(put -> send(put, head, body))
                .compose(response -> accepted(key, response))
                .recover(failure -> Future.failedFuture(blame(key, body, length, failure)))
                .map(_ -> new Job.Input(key, body.count(), body.sha256(), MEDIA_TYPE, name));
    }

    private static Future<HttpClientResponse> send(HttpClientRequest put, Buffer head, CheckedBody body) {
        return put.write(head).compose(_ -> put.send(body));
    }

    private static Future<Void> accepted(String key, HttpClientResponse response) {
        return response.end()
                .compose(_ -> response.statusCode() == 200
                        ? Future.succeededFuture()
                        : Future.failedFuture(new StoreUnavailableException(
                                "PUT of %s was answered %d".formatted(key, response.statusCode()))));
    }

    /** What broke: the body, or the store. */
    private static Throwable blame(String key, CheckedBody body, long length, Throwable failure) {
        if (body.refusal().isPresent()) {
            return body.refusal().get();
        }
        if (body.broke()) {
            return new ProblemException(
                    ProblemType.UPLOAD_INCOMPLETE,
                    "The upload broke off after %d of %d bytes. Send it again.".formatted(body.count(), length));
        }
        return failure instanceof StoreUnavailableException
                ? failure
                : new StoreUnavailableException("PUT of " + key + ": " + failure.getMessage(), failure);
    }
}
