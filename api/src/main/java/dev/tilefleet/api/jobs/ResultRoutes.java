package dev.tilefleet.api.jobs;

import dev.tilefleet.api.access.Caller;
import dev.tilefleet.api.edge.Edge;
import dev.tilefleet.api.edge.JsonOnly;
import dev.tilefleet.job.Job;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.Problem;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.job.ResultsForm;
import dev.tilefleet.job.ResultsForm.Response;
import dev.tilefleet.job.ResultsForm.TransmissionMode;
import dev.tilefleet.store.JobArchive;
import dev.tilefleet.store.ObjectKeys;
import dev.tilefleet.store.StoreUnavailableException;
import dev.tilefleet.store.TileStore;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * {@code /jobs/{id}/results}, answered as the execution asked for it, and the mask itself. A tile that was sent without
 * an execute document asked for nothing; its results are a document with a link.
 */
final class ResultRoutes {
    private static final ResultsForm UNASKED = new ResultsForm(Response.DOCUMENT, TransmissionMode.REFERENCE);

    private final Edge edge;
    private final JobFinder finder;
    private final JobArchive archive;
    private final TileStore store;
    private final MaskAnswer mask;

    /** @param storeClient for the store's endpoint */
    ResultRoutes(Edge edge, JobFinder finder, TileStore store, HttpClient storeClient) {
        this.edge = edge;
        this.finder = finder;
        this.archive = new JobArchive(store);
        this.store = store;
        this.mask = new MaskAnswer(store, storeClient);
    }

    void mount(Router router) {
        router.get("/jobs/:jobID/results").handler(this::results);
        router.get("/jobs/:jobID/results/mask.npy").handler(this::mask);
    }

    private void results(RoutingContext context) {
        answer(context, context.pathParam("jobID"));
    }

    void answer(RoutingContext context, String id) {
        finder.findEnd(id, Caller.of(context))
                .compose(job ->
                        result(job).compose(result -> form(job).compose(form -> answer(context, job, result, form))))
                .onFailure(failure -> edge.refuse(context, failure));
    }

    private void mask(RoutingContext context) {
        finder.findEnd(context.pathParam("jobID"), Caller.of(context))
                .compose(job ->
                        result(job).compose(ResultRoutes::requireMask).compose(result -> send(context, job, result)))
                .onFailure(failure -> edge.refuse(context, failure));
    }

    private Future<ResultsForm> form(KnownJob job) {
        return edge.call(() -> archive.find(job.jobID()).flatMap(Job::results).orElse(UNASKED));
    }

    private Future<Void> answer(RoutingContext context, KnownJob job, Outcome.Result result, ResultsForm form) {
        if (ObjectKeys.holdsOutputs(result.key())) {
            return outputs(context, job, result, form);
        }
        String href = edge.links(context).mask(job.jobID());
        return switch (form.response()) {
            case RAW ->
                switch (form.transmissionMode()) {
                    case VALUE -> send(context, job, result);
                    case REFERENCE -> linked(context, href);
                };
            case DOCUMENT ->
                switch (form.transmissionMode()) {
                    case VALUE -> embedded(context, job, result);
                    case REFERENCE -> {
                        edge.answer(context, 200, ResultsDocument.linked(href, result));
                        yield Future.succeededFuture();
                    }
                };
        };
    }

    /** Nothing but where the output is (RFC 8288). */
    private static Future<Void> linked(RoutingContext context, String href) {
        return context.response()
                .setStatusCode(204)
                .putHeader("Link", "<%s>; rel=\"item\"; type=\"%s\"; title=\"mask\"".formatted(href, MaskAnswer.NPY))
                .end();
    }

    private Future<Void> send(RoutingContext context, KnownJob job, Outcome.Result result) {
        return mask.send(context, result)
                .compose(sent -> sent ? Future.succeededFuture() : missing(job, Caller.of(context)));
    }

    private Future<Void> embedded(RoutingContext context, KnownJob job, Outcome.Result result) {
        return edge.call(() -> store.read(result.key()))
                .compose(bytes -> bytes.map(ResultsDocument::embedded)
                        .map(document -> {
                            edge.answer(context, 200, document);
                            return Future.<Void>succeededFuture();
                        })
                        .orElseGet(() -> missing(job, Caller.of(context))));
    }

    private Future<Void> outputs(RoutingContext context, KnownJob job, Outcome.Result result, ResultsForm form) {
        boolean isJsonOnly = JsonOnly.isAsked(context);
        return edge.call(() -> store.read(result.key())
                        .map(document -> OutputsBody.of(document, form.response(), isJsonOnly, ObjectKeys.random())))
                .compose(body ->
                        body.map(found -> found.send(context)).orElseGet(() -> missing(job, Caller.of(context))));
    }

    /** A result that is not there was removed, which the view may not have heard yet; else nobody knows why. */
    private Future<Void> missing(KnownJob job, Caller caller) {
        return finder.findAgain(job.jobID(), caller)
                .compose(_ -> Future.failedFuture(
                        new StoreUnavailableException("the mask of " + job.jobID() + " is not in the store")));
    }

    private static Future<Outcome.Result> result(KnownJob job) {
        Optional<Outcome.Ending> ending = job.end().map(End::ending);
        if (ending.isEmpty()) {
            return refused(
                    ProblemType.RESULT_NOT_READY,
                    "The job is %s. Ask for /jobs/%s until it is successful.".formatted(job.status(), job.jobID()));
        }
        return switch (ending.get()) {
            case Outcome.Successful(Outcome.Result result) -> Future.succeededFuture(result);
            case Outcome.Failed(Problem problem) -> Future.failedFuture(new ProblemException(problem));
            case Outcome.Dismissed() -> refused(ProblemType.JOB_DISMISSED, "The job was dismissed; it has no results.");
        };
    }

    private static Future<Outcome.Result> requireMask(Outcome.Result result) {
        return ObjectKeys.holdsOutputs(result.key())
                ? refused(ProblemType.NOT_FOUND, "This job gave outputs and no mask. They are at its results.")
                : Future.succeededFuture(result);
    }

    private static Future<Outcome.Result> refused(ProblemType type, String detail) {
        return Future.failedFuture(new ProblemException(type, detail));
    }
}
