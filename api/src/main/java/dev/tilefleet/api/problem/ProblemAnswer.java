package dev.tilefleet.api.problem;

import dev.tilefleet.job.Problem;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.job.UnreadableDocumentException;
import dev.tilefleet.queue.QueueUnavailableException;
import dev.tilefleet.store.StoreUnavailableException;
import dev.tilefleet.telemetry.FleetMeters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers with a problem: {@code application/problem+json} with {@code type}, {@code title}, {@code status}, {@code
 * detail} and {@code instance}.
 */
public final class ProblemAnswer {
    private static final Logger log = LoggerFactory.getLogger(ProblemAnswer.class);
    private static final String MEDIA_TYPE = "application/problem+json";
    private static final String RETRY_SECONDS = "5";

    private final FleetMeters meters;

    public ProblemAnswer(FleetMeters meters) {
        this.meters = meters;
    }

    /** Ends the exchange with the problem that this failure means. */
    public void send(RoutingContext context, Throwable failure) {
        send(context, problem(context.request(), failure));
    }

    /** Ends the exchange with this problem; a body that was not read is not waited for. */
    public void send(RoutingContext context, Problem problem) {
        JsonObject body = body(problem).put("instance", context.request().path());
        send(context, problem, new Wording(problem.type().status(), MEDIA_TYPE, body));
    }

    /** Ends the exchange with what this failure means, in the words of a contract that is older than these problems. */
    public void send(RoutingContext context, Throwable failure, Function<Problem, Wording> contract) {
        Problem problem = problem(context.request(), failure);
        send(context, problem, contract.apply(problem));
    }

    /** How a problem is said. */
    public record Wording(int status, String mediaType, JsonObject document) {}

    private void send(RoutingContext context, Problem problem, Wording wording) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        meters.refused(problem.type());
        if (response.headWritten()) {
            // Part of another answer is on its way; only a broken connection tells that it is not whole.
            response.reset();
            return;
        }
        UnreadBody.dismiss(context);
        // Who refuses may know better when to come again.
        if (wording.status() == 503 && !response.headers().contains("Retry-After")) {
            response.putHeader("Retry-After", RETRY_SECONDS);
        }
        Buffer body = wording.document().toBuffer();
        response.setStatusCode(wording.status())
                .putHeader("Content-Type", wording.mediaType())
                .putHeader("Content-Length", Integer.toString(body.length()))
                .end(body);
    }

    /** The problem's members without {@code instance}. */
    public static JsonObject body(Problem problem) {
        return new JsonObject()
                .put("type", problem.type().uri().toString())
                .put("title", problem.type().title())
                .put("status", problem.type().status())
                .put("detail", problem.detail());
    }

    private static Problem problem(HttpServerRequest request, Throwable failure) {
        return switch (failure) {
            case ProblemException e -> e.problem();
            case StoreUnavailableException e -> {
                log.atWarn().addKeyValue("reason", e.getMessage()).log("store away, request refused");
                yield new Problem(
                        ProblemType.STORE_UNAVAILABLE, "The object store does not answer. Try again shortly.");
            }
            case QueueUnavailableException e -> {
                log.atWarn().addKeyValue("reason", e.getMessage()).log("queue away, request refused");
                yield new Problem(ProblemType.QUEUE_UNAVAILABLE, "The queue does not answer. Try again shortly.");
            }
            case UnreadableDocumentException e -> {
                log.atWarn()
                        .addKeyValue("path", request.path())
                        .addKeyValue("reason", e.getMessage())
                        .log("document cannot be read, request refused");
                yield new Problem(
                        ProblemType.UNREADABLE_RECORD,
                        "What the store holds of this job cannot be read by this release: %s. In an upgrade, ask again when it is through."
                                .formatted(e.getMessage()));
            }
            default -> {
                log.atError()
                        .setCause(failure)
                        .addKeyValue("path", request.path())
                        .log("a request met a fault");
                yield new Problem(ProblemType.INTERNAL_ERROR, "The server met a fault of its own; its log tells more.");
            }
        };
    }
}
