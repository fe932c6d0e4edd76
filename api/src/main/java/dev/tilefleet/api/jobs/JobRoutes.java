package dev.tilefleet.api.jobs;

import dev.tilefleet.api.access.Caller;
import dev.tilefleet.api.edge.Edge;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.Problem;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.queue.FleetLog;
import dev.tilefleet.store.JobArchive;
import dev.tilefleet.store.Register;
import dev.tilefleet.store.StoreUnavailableException;
import dev.tilefleet.store.TileStore;
import dev.tilefleet.store.Tombstones;
import dev.tilefleet.telemetry.FleetMeters;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Optional;

/** {@code /jobs/{id}}: its results, its dismissal and removal. */
public final class JobRoutes {
    private final Edge edge;
    private final JobFinder finder;
    private final Dismissal dismissal;
    private final MaskAnswer mask;

    /** @param storeClient for the store's endpoint */
    public JobRoutes(
            Edge edge,
            JobView view,
            TileStore store,
            HttpClient storeClient,
            FleetLog log,
            Clock clock,
            FleetMeters meters) {
        JobArchive archive = new JobArchive(store);
        Register register = new Register(store);
        this.edge = edge;
        Tombstones tombstones = new Tombstones(store);
        Decisions decisions = new Decisions(archive, register, log, view, clock, meters);
        this.dismissal = new Dismissal(archive, register, tombstones, decisions, new Removal(store, log, view, clock));
        StoredJobs stored = new StoredJobs(view, archive, register, tombstones, decisions, clock);
        this.finder = new JobFinder(view, clock, new SingleFlight<>(job -> edge.call(() -> stored.lookUp(job))));
        this.mask = new MaskAnswer(store, storeClient);
    }

    public void mount(Router router) {
        router.delete("/jobs/:jobID").handler(this::dismiss);
        router.get("/jobs/:jobID/results").handler(this::results);
        router.get("/jobs/:jobID/results/mask.npy").handler(this::mask);
    }

    /** Who finds jobs for all routes: together they ask the store once. */
    public JobFinder finder() {
        return finder;
    }

    /** Who ends and removes jobs for all routes. */
    public Dismissal dismissal() {
        return dismissal;
    }

    private void dismiss(RoutingContext context) {
        String id = context.pathParam("jobID");
        edge.call(() -> dismissal.dismiss(JobID.parse(id).orElseThrow(() -> Refusals.absent(id)), Caller.of(context)))
                .onSuccess(job -> edge.answer(context, 200, StatusInfo.of(job, edge.links(context))))
                .onFailure(failure -> edge.refuse(context, failure));
    }

    private void results(RoutingContext context) {
        finder.findEnd(context.pathParam("jobID"), Caller.of(context))
                .compose(job -> result(job)
                        .map(result -> byReference(edge.links(context).mask(job.jobID()), result)))
                .onSuccess(document -> edge.answer(context, 200, document))
                .onFailure(failure -> edge.refuse(context, failure));
    }

    private void mask(RoutingContext context) {
        finder.findEnd(context.pathParam("jobID"), Caller.of(context))
                .compose(job -> result(job)
                        .compose(result -> mask.send(context, result))
                        .compose(sent -> sent ? Future.succeededFuture() : missing(job, Caller.of(context))))
                .onFailure(failure -> edge.refuse(context, failure));
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

    private static Future<Outcome.Result> refused(ProblemType type, String detail) {
        return Future.failedFuture(new ProblemException(type, detail));
    }

    /** OGC's results document with its one output by reference. */
    private static JsonObject byReference(String href, Outcome.Result result) {
        return new JsonObject()
                .put(
                        "mask",
                        new JsonObject()
                                .put("href", href)
                                .put("type", MaskAnswer.NPY)
                                .put("length", result.size())
                                .put("sha256", result.sha256().hex()));
    }
}
