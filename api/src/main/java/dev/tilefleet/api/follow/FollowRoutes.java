package dev.tilefleet.api.follow;

import dev.tilefleet.api.edge.Edge;
import dev.tilefleet.api.jobs.JobFinder;
import dev.tilefleet.api.jobs.JobView;
import dev.tilefleet.api.jobs.Refusals;
import dev.tilefleet.job.JobID;
import dev.tilefleet.telemetry.FleetMeters;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.function.BiConsumer;

/** {@code GET /jobs/{id}} and {@code /jobs/{id}/events}: how a job is, once or until its end. */
public final class FollowRoutes {
    private final Edge edge;
    private final Following following;
    private final StatusAnswer status;
    private final EventStreams events;

    public FollowRoutes(Vertx vertx, Edge edge, JobView view, JobFinder finder, Clock clock, FleetMeters meters) {
        this.edge = edge;
        this.following = new Following(vertx, view, finder);
        this.status = new StatusAnswer(edge, view, finder, following, clock);
        this.events = new EventStreams(vertx, edge, view, finder, status);
        meters.followers(following::waiting, events::open);
    }

    public void mount(Router router) {
        router.get("/jobs/:jobID").handler(context -> answer(context, status::status));
        router.get("/jobs/:jobID/events").handler(context -> answer(context, events::answer));
    }

    /** For others who wait for ends. */
    public Following following() {
        return following;
    }

    /** For whoever accepts jobs. */
    public StatusAnswer status() {
        return status;
    }

    /** The process is told to stop: who waits gets what is known, and asks another replica. */
    public void stop() {
        following.stop();
        events.stop();
    }

    private void answer(RoutingContext context, BiConsumer<RoutingContext, JobID> answer) {
        String text = context.pathParam("jobID");
        JobID.parse(text)
                .ifPresentOrElse(job -> answer.accept(context, job), () -> edge.refuse(context, Refusals.absent(text)));
    }
}
