package dev.tilefleet.api.compat;

import dev.tilefleet.api.edge.Edge;
import dev.tilefleet.api.follow.Following;
import dev.tilefleet.api.follow.HungUpException;
import dev.tilefleet.api.intake.Intake;
import dev.tilefleet.api.intake.TileBodies;
import dev.tilefleet.api.jobs.Dismissal;
import dev.tilefleet.api.ogc.Processes;
import dev.tilefleet.api.problem.ProblemAnswer;
import dev.tilefleet.job.Problem;
import dev.tilefleet.model.ModelDescription;
import dev.tilefleet.store.TileStore;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /infer_image}, {@code /inference} and {@code /predict}, which answer with the mask itself as the services did
 * that this fleet replaces, and {@code GET /healthz}.
 *
 * <p>Only {@code /inference} had errors of a form that clients read; it keeps them, the others answer with problems.
 */
public final class CompatRoutes {
    private static final Logger log = LoggerFactory.getLogger(CompatRoutes.class);
    private static final String BYTES = "application/octet-stream";

    private final Edge edge;
    private final CompatConfig config;
    private final Processes processes;
    private final TileBodies bodies;
    private final Errand errand;
    private final Clock clock;

    /** Answers for one replica. */
    public CompatRoutes(
            Edge edge,
            CompatConfig config,
            Processes processes,
            TileBodies bodies,
            Intake intake,
            Following following,
            Dismissal dismissal,
            TileStore store,
            Clock clock) {
        this.edge = edge;
        this.config = config;
        this.processes = processes;
        this.bodies = bodies;
        this.errand = new Errand(edge, intake, following, dismissal, store);
        this.clock = clock;
    }

    public void mount(Router router) {
        if (!processes.ids().contains(config.process())) {
            log.atInfo()
                    .addKeyValue("process", config.process())
                    .log("the old services' addresses have no process to run, for it is not served");
        }
        new HealthRoute().mount(router);
        for (String path : new String[] {"/infer_image", "/infer_image/", "/infer_image/0"}) {
            router.post(path).handler(this::inferImage);
        }
        router.post("/infer_image/1").handler(this::inferImageCompressed);
        router.post("/inference").handler(this::inference);
        router.post("/predict").handler(this::predict);
    }

    private void inferImage(RoutingContext context) {
        answer(context, form(context, OldForm.ANY_NAME, CloudPickle::write), _ -> {}, edge::refuse);
    }

    private void inferImageCompressed(RoutingContext context) {
        answer(
                context,
                form(context, OldForm.ANY_NAME, mask -> Gzip.of(CloudPickle.write(mask))),
                response -> response.putHeader("Content-Encoding", "gzip"),
                edge::refuse);
    }

    private void inference(RoutingContext context) {
        answer(
                context,
                form(context, OldForm.TIFF_NAME, CloudNpy::write),
                response -> response.putHeader("Content-Disposition", "inline; filename=mask.npy"),
                (asked, failure) -> edge.problems().send(asked, failure, CompatRoutes::oldError));
    }

    /** A tile in a form, to whatever its mask is written as. */
    private Future<Buffer> form(RoutingContext context, OldForm rules, Function<MaskArray, Buffer> writer) {
        context.request().pause();
        return Future.succeededFuture()
                .compose(_ -> {
                    OldForm.require(context.request());
                    return errand.run(context, model(), bodies.form(context, rules), config::timeout);
                })
                .compose(done -> edge.call(() -> writer.apply(done.mask())));
    }

    private interface Refusal {
        void send(RoutingContext context, Throwable failure);
    }

    private static void answer(
            RoutingContext context, Future<Buffer> body, Consumer<HttpServerResponse> headers, Refusal refusal) {
        body.onSuccess(bytes -> {
                    HttpServerResponse response = context.response();
                    headers.accept(response);
                    response.putHeader("Content-Type", BYTES).end(bytes);
                })
                .onFailure(failure -> refuse(context, failure, refusal));
    }

    /** Who has left needs no answer. */
    private static void refuse(RoutingContext context, Throwable failure, Refusal refusal) {
        if (!(failure instanceof HungUpException)) {
            refusal.send(context, failure);
        }
    }

    /** {@code /inference} told the client's mistakes apart from all others, by its own idea of them. */
    private static ProblemAnswer.Wording oldError(Problem problem) {
        int status = switch (problem.type()) {
            case FILE_PART_MISSING, UNSUPPORTED_MEDIA_TYPE, MALFORMED_REQUEST -> 400;
            case NOT_IN_TIME, STORE_UNAVAILABLE, QUEUE_UNAVAILABLE -> 503;
            default -> 500;
        };
        return new ProblemAnswer.Wording(status, "application/json", new JsonObject().put("error", problem.detail()));
    }

    private void predict(RoutingContext context) {
        Instant due = clock.instant().plus(config.timeout());
        context.request().pause();
        PredictRequest.read(context)
                .compose(url ->
                        errand.run(context, model(), bodies.at(url), () -> Duration.between(clock.instant(), due)))
                .onSuccess(done -> edge.answer(context, 200, Prediction.of(model(), done, edge.links(context))))
                .onFailure(failure -> refuse(context, failure, edge::refuse));
    }

    private ModelDescription model() {
        return processes.get(config.process().value());
    }
}
