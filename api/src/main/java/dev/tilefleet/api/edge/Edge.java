package dev.tilefleet.api.edge;

import dev.tilefleet.api.problem.ProblemAnswer;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * How routes answer.
 *
 * @param publicUrl what links begin with; without it, what the request was sent to
 */
public record Edge(StraightLine straightLine, ProblemAnswer problems, Optional<URI> publicUrl) {

    /** Ends the exchange with a JSON document. */
    public void answer(RoutingContext context, int status, JsonObject document) {
        Buffer body = document.toBuffer();
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                // By itself the server says it with a body only, and HEAD has none.
                .putHeader("Content-Length", Integer.toString(body.length()))
                .end(body);
    }

    /** Ends the exchange with the problem that the failure means. */
    public void refuse(RoutingContext context, Throwable failure) {
        problems.send(context, failure);
    }

    /** Links for an answer to this request. */
    public Links links(RoutingContext context) {
        HttpServerRequest request = context.request();
        return Links.of(publicUrl, request.scheme(), Optional.ofNullable(request.authority()));
    }

    /** Runs blocking code on a virtual thread; its result comes back to the event loop. */
    public <T> Future<T> call(Callable<T> step) {
        return straightLine.call(step);
    }
}
