package dev.tilefleet.api.jobs;

import dev.tilefleet.job.Outcome;
import dev.tilefleet.store.StoreUnavailableException;
import dev.tilefleet.store.TileStore;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/** Answers with a mask, piped out of the store and never held here; ranges are the store's business. */
final class MaskAnswer {
    static final String NPY = "application/x-npy";
    private static final Duration VALIDITY = Duration.ofMinutes(15);

    private final TileStore store;
    private final HttpClient client;

    /** @param client for the store's endpoint */
    MaskAnswer(TileStore store, HttpClient client) {
        this.store = store;
        this.client = client;
    }

    /** Whether it answered; if not, there is no such object, and nothing was sent. */
    Future<Boolean> send(RoutingContext context, Outcome.Result result) {
        HttpServerRequest request = context.request();
        String etag = "\"" + result.sha256() + "\"";
        HttpServerResponse response = context.response();
        if (etag.equals(request.getHeader("If-None-Match"))) {
            return cacheable(response, etag).setStatusCode(304).end().map(true);
        }
        if (request.method().equals(HttpMethod.HEAD)) {
            // Of the mask all is known here but its bytes, and a range is for GET only.
            return described(response, etag)
                    .putHeader("Content-Length", Long.toString(result.size()))
                    .end()
                    .map(true);
        }
        return get(request, result)
                .compose(stored -> stored.statusCode() == 404
                        ? Future.succeededFuture(false)
                        : pipe(stored, response, etag).map(true));
    }

    private Future<HttpClientResponse> get(HttpServerRequest request, Outcome.Result result) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(store.presignGet(result.key(), VALIDITY).toString());
        String range = request.getHeader("Range");
        if (range != null && request.getHeader("If-Range") == null) {
            options.putHeader("Range", range);
        }
        return client.request(options)
                .compose(get -> get.send())
                .recover(failure -> Future.failedFuture(
                        new StoreUnavailableException("GET " + result.key() + ": " + failure.getMessage(), failure)));
    }

    private static HttpServerResponse described(HttpServerResponse response, String etag) {
        return cacheable(response, etag)
                .putHeader("Accept-Ranges", "bytes")
                .putHeader("Content-Type", NPY)
                .putHeader("Content-Disposition", "attachment; filename=\"mask.npy\"");
    }

    /** Only once the mask is there: a refusal with these headers would be kept by clients for a year. */
    private static HttpServerResponse cacheable(HttpServerResponse response, String etag) {
        return response.putHeader("ETag", etag).putHeader("Cache-Control", "private, max-age=31536000, immutable");
    }

    private static Future<Void> pipe(HttpClientResponse stored, HttpServerResponse response, String etag) {
        int status = stored.statusCode();
        if (status != 200 && status != 206 && status != 416) {
            return Future.failedFuture(new StoreUnavailableException("GET of a mask was answered " + status));
        }
        response.setStatusCode(status).putHeader("Accept-Ranges", "bytes");
        for (String header : new String[] {"Content-Length", "Content-Range"}) {
            if (stored.getHeader(header) != null) {
                response.putHeader(header, stored.getHeader(header));
            }
        }
        if (status == 416) {
            return response.putHeader("Content-Length", "0").end();
        }
        return stored.pipeTo(described(response, etag));
    }
}
