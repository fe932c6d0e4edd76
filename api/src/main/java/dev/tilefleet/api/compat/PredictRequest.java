package dev.tilefleet.api.compat;

import dev.tilefleet.api.outbound.Outbound;
import dev.tilefleet.api.problem.UnreadBody;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;

/** The body of {@code POST /predict}: {@code {"url": …}}, whatever its media type is called. */
final class PredictRequest {
    private static final int MOST = 16 << 10;

    private PredictRequest() {}

    /** The URL in the body of a paused request; fails with a {@link ProblemException} if there is none. */
    static Future<URI> read(RoutingContext context) {
        HttpServerRequest request = context.request();
        Promise<Buffer> promise = Promise.promise();
        Buffer body = Buffer.buffer();
        UnreadBody.invite(context);
        request.exceptionHandler(_ -> promise.tryFail(brokenOff()));
        request.endHandler(_ -> promise.tryComplete(body));
        request.handler(buffer -> {
            if (body.length() + buffer.length() > MOST) {
                promise.tryFail(malformed());
            } else {
                body.appendBuffer(buffer);
            }
        });
        request.resume();
        return promise.future().map(PredictRequest::url);
    }

    private static URI url(Buffer body) {
        try {
            if (new JsonObject(body).getValue("url") instanceof String url) {
                return Outbound.parse(url);
            }
        } catch (DecodeException e) {
            // Said below.
        }
        throw malformed();
    }

    private static ProblemException brokenOff() {
        return new ProblemException(
                ProblemType.UPLOAD_INCOMPLETE,
                "The connection ended before the whole body had arrived. Send it again.");
    }

    private static ProblemException malformed() {
        return new ProblemException(
                ProblemType.MALFORMED_REQUEST,
                "The body is not what is taken here: a JSON object with the tile's URL, as in {\"url\": \"https://tiles.example.org/tile.tif\"}.");
    }
}
