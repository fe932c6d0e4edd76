package dev.tilefleet.api.deliver;

import dev.tilefleet.api.access.Caller;
import dev.tilefleet.api.edge.Edge;
import dev.tilefleet.api.jobs.JobFinder;
import dev.tilefleet.api.jobs.KnownJob;
import dev.tilefleet.api.jobs.Refusals;
import dev.tilefleet.job.Delivery;
import dev.tilefleet.job.DeliveryID;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;

/** {@code /jobs/{id}/deliveries}: what became of telling a job's end, and telling it again. */
final class DeliveryRoutes {
    private final Edge edge;
    private final JobFinder finder;
    private final Reports reports;
    private final Clock clock;
    private final Runnable wake;

    /** @param wake has the timers looked through soon */
    DeliveryRoutes(Edge edge, JobFinder finder, Reports reports, Clock clock, Runnable wake) {
        this.edge = edge;
        this.finder = finder;
        this.reports = reports;
        this.clock = clock;
        this.wake = wake;
    }

    void mount(Router router) {
        router.get("/jobs/:jobID/deliveries").handler(this::list);
        router.post("/jobs/:jobID/deliveries/:deliveryID/redelivery").handler(this::redeliver);
    }

    private void list(RoutingContext context) {
        find(context)
                .compose(job -> edge.call(() -> reports.of(job.jobID()))
                        .map(deliveries -> DeliveryDocument.of(job.jobID(), deliveries, edge.links(context))))
                .onSuccess(document -> edge.answer(context, 200, document))
                .onFailure(failure -> edge.refuse(context, failure));
    }

    private void redeliver(RoutingContext context) {
        String delivery = context.pathParam("deliveryID");
        find(context)
                .compose(job -> edge.call(() -> again(job.jobID(), delivery)))
                .onSuccess(again -> edge.answer(context, 202, DeliveryDocument.of(again)))
                .onFailure(failure -> edge.refuse(context, failure));
    }

    private Future<KnownJob> find(RoutingContext context) {
        String id = context.pathParam("jobID");
        return JobID.parse(id)
                .map(job -> finder.find(job, Caller.of(context)))
                .orElseGet(() -> Future.failedFuture(Refusals.absent(id)));
    }

    /** Report first: a timer without its report would be tidied up. */
    private Delivery again(JobID job, String id) {
        Delivery again = DeliveryID.parse(id)
                .flatMap(delivery -> reports.find(job, delivery))
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NO_SUCH_DELIVERY,
                        "The job has no delivery %s. GET /jobs/%s/deliveries lists those that it has."
                                .formatted(id, job)))
                .again(RetrySchedule.now(clock.instant()));
        reports.write(again);
        reports.set(Timer.of(again));
        wake.run();
        return again;
    }
}
