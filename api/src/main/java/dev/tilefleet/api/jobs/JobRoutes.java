package dev.tilefleet.api.jobs;

import dev.tilefleet.api.access.Caller;
import dev.tilefleet.api.edge.Edge;
import dev.tilefleet.job.JobID;
import dev.tilefleet.queue.FleetLog;
import dev.tilefleet.store.JobArchive;
import dev.tilefleet.store.Register;
import dev.tilefleet.store.TileStore;
import dev.tilefleet.store.Tombstones;
import dev.tilefleet.telemetry.FleetMeters;
import io.vertx.core.http.HttpClient;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;

/** {@code /jobs}: the list of jobs, a job's results, its dismissal and removal. */
public final class JobRoutes {
    private final Edge edge;
    private final JobFinder finder;
    private final Dismissal dismissal;
    private final Completion completion;
    private final ResultRoutes results;
    private final JobListing listing;

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
        this.completion = new Completion(store, decisions);
        StoredJobs stored = new StoredJobs(view, archive, register, tombstones, decisions, clock);
        this.finder = new JobFinder(view, clock, new SingleFlight<>(job -> edge.call(() -> stored.lookUp(job))));
        this.results = new ResultRoutes(edge, finder, store, storeClient);
        this.listing = new JobListing(edge, view, clock);
    }

    public void mount(Router router) {
        router.delete("/jobs/:jobID").handler(this::dismiss);
        results.mount(router);
        listing.mount(router);
    }

    /** Who finds jobs for all routes: together they ask the store once. */
    public JobFinder finder() {
        return finder;
    }

    /** Who ends and removes jobs for all routes. */
    public Dismissal dismissal() {
        return dismissal;
    }

    /** Who ends jobs that are done here. */
    public Completion completion() {
        return completion;
    }

    /** Answers with the results of this job, if they are the caller's and ready. */
    public void answerResults(RoutingContext context, JobID job) {
        results.answer(context, job.toString());
    }

    private void dismiss(RoutingContext context) {
        String id = context.pathParam("jobID");
        edge.call(() -> dismissal.dismiss(JobID.parse(id).orElseThrow(() -> Refusals.absent(id)), Caller.of(context)))
                .onSuccess(job -> edge.answer(context, 200, StatusInfo.of(job, edge.links(context))))
                .onFailure(failure -> edge.refuse(context, failure));
    }
}
