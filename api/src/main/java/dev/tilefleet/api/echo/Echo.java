package dev.tilefleet.api.echo;

import dev.tilefleet.api.edge.Edge;
import dev.tilefleet.api.follow.FollowRoutes;
import dev.tilefleet.api.intake.Intake;
import dev.tilefleet.api.intake.TileBodies;
import dev.tilefleet.api.jobs.JobRoutes;
import dev.tilefleet.api.ogc.DescribedProcess;
import dev.tilefleet.api.outbound.Outbound;
import dev.tilefleet.config.ByteSize;
import dev.tilefleet.job.Job;
import dev.tilefleet.job.TraceParent;
import dev.tilefleet.queue.FleetLog;
import dev.tilefleet.store.TileStore;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The process {@code echo}, wired. */
public final class Echo {
    /** On a document, and on what lies behind a link in it: it is held in memory. */
    private static final ByteSize LIMIT = new ByteSize(8 << 20);

    private final EchoConfig config;
    private final EchoRoutes routes;

    /**
     * For one replica.
     *
     * @param intakes makes the way in to whoever takes the jobs
     */
    public Echo(
            EchoConfig config,
            Vertx vertx,
            Edge edge,
            Outbound outbound,
            TileBodies bodies,
            Function<BiConsumer<Job, Optional<TraceParent>>, Intake> intakes,
            JobRoutes jobs,
            FollowRoutes follow,
            TileStore store,
            FleetLog log,
            Clock clock) {
        this.config = config;
        EchoJobs.Later later = (delay, step) -> vertx.setTimer(delay.toMillis(), _ -> {
            var _ = edge.call(Executors.callable(step));
        });
        EchoJobs taker = new EchoJobs(store, log, jobs.completion()::complete, later, clock);
        this.routes = new EchoRoutes(
                edge,
                new EchoProcess().offer(),
                bodies,
                new EchoReader(edge, outbound, LIMIT),
                LIMIT,
                intakes.apply((job, _) -> taker.take(job)),
                jobs,
                follow);
    }

    /** Its description, if it is offered. */
    public static List<DescribedProcess> described(EchoConfig config) {
        return config.conformance() ? List.of(new EchoProcess()) : List.of();
    }

    /**
     * Takes submissions, if it is offered.
     *
     * @param router that has no route yet which its path would match
     */
    public void mount(Router router) {
        if (config.conformance()) {
            routes.mount(router);
        }
    }
}
