package dev.tilefleet.api;

import dev.tilefleet.api.access.AccessGate;
import dev.tilefleet.api.admission.AdmissionGate;
import dev.tilefleet.api.admission.QueueDepth;
import dev.tilefleet.api.compat.CompatConfig;
import dev.tilefleet.api.compat.CompatRoutes;
import dev.tilefleet.api.deliver.DeliveryStage;
import dev.tilefleet.api.deliver.WebhookConfig;
import dev.tilefleet.api.echo.Echo;
import dev.tilefleet.api.echo.EchoConfig;
import dev.tilefleet.api.edge.AnswerKind;
import dev.tilefleet.api.edge.Edge;
import dev.tilefleet.api.edge.StraightLine;
import dev.tilefleet.api.follow.FollowRoutes;
import dev.tilefleet.api.inbox.Inbox;
import dev.tilefleet.api.inbox.InboxConfig;
import dev.tilefleet.api.intake.Acceptance;
import dev.tilefleet.api.intake.Intake;
import dev.tilefleet.api.intake.IntakeRoutes;
import dev.tilefleet.api.intake.StoredTiles;
import dev.tilefleet.api.intake.TileBodies;
import dev.tilefleet.api.jobs.DeadlineSweep;
import dev.tilefleet.api.jobs.JobRoutes;
import dev.tilefleet.api.jobs.JobView;
import dev.tilefleet.api.jobs.OffsetKeeper;
import dev.tilefleet.api.jobs.QueueLag;
import dev.tilefleet.api.jobs.ViewReader;
import dev.tilefleet.api.ogc.ProcessRoutes;
import dev.tilefleet.api.ogc.Processes;
import dev.tilefleet.api.openapi.OpenApiRoutes;
import dev.tilefleet.api.outbound.Outbound;
import dev.tilefleet.api.outbound.OutboundConfig;
import dev.tilefleet.api.page.PageRoutes;
import dev.tilefleet.api.problem.ProblemAnswer;
import dev.tilefleet.job.Job;
import dev.tilefleet.job.Problem;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.job.TraceParent;
import dev.tilefleet.lifecycle.Foundation;
import dev.tilefleet.model.ModelDescription;
import dev.tilefleet.queue.FleetLog;
import dev.tilefleet.queue.KafkaConfig;
import dev.tilefleet.store.TileStore;
import dev.tilefleet.telemetry.FleetMeters;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** The api, wired. What it stands on is closed by the caller. */
public final class ApiServer implements AutoCloseable {
    private static final int IDLE_SECONDS = 90;
    private static final int STORE_CONNECTIONS = 256;
    private static final Duration OFFSETS_PERIOD = Duration.ofDays(1);

    private final Vertx vertx;
    private final HttpServer server;
    private final StraightLine straightLine;
    private final ViewReader viewReader;
    private final DeadlineSweep sweep;
    private final OffsetKeeper keeper;
    private final QueueLag queueLag;
    private final FleetMeters meters;
    private final LastRequests lastRequests;
    private final DeliveryStage deliveries;
    private final Outbound outbound;
    private final Inbox inbox;
    private final FollowRoutes follow;
    private final AccessGate access;

    /**
     * Begins to listen; the view catches up meanwhile and tells by a condition of the readiness.
     *
     * @param callbackLinks what links in callbacks begin with where there is no public URL, by the port that it listens on;
     *     nothing leaves them relative
     */
    public ApiServer(
            ApiConfig config,
            OutboundConfig outboundConfig,
            CompatConfig compatConfig,
            WebhookConfig webhooks,
            InboxConfig inboxConfig,
            EchoConfig echoConfig,
            Collection<ModelDescription> models,
            KafkaConfig kafka,
            Foundation foundation,
            IntFunction<Optional<URI>> callbackLinks,
            Clock clock) {
        TileStore store = foundation.store();
        FleetLog log = foundation.log();
        this.meters = foundation.meters();
        this.lastRequests = new LastRequests(foundation.drain());
        ProblemAnswer problems = new ProblemAnswer(meters);
        this.access = new AccessGate(config.access(), clock, problems);
        this.vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(false));
        this.straightLine = new StraightLine(vertx);
        HttpClient storeClient = storeClient(vertx);
        this.outbound = new Outbound(vertx, outboundConfig);
        Processes processes = new Processes(models, Echo.described(echoConfig));
        Edge edge = new Edge(straightLine, problems, config.publicUrl());
        JobView view = new JobView(config.viewCapacity());
        this.viewReader = follow(kafka, processes, view, config.expiry(), foundation, clock);
        this.sweep = swept(new DeadlineSweep(view, store, log, clock, meters));
        this.keeper = kept(kafka, processes);
        QueueDepth depth = new QueueDepth(config.admission().queue(), clock);
        this.queueLag = told(kafka, processes, meters, depth);
        JobRoutes jobs = new JobRoutes(edge, view, store, storeClient, log, clock, meters);
        this.follow = new FollowRoutes(vertx, edge, view, jobs.finder(), clock, meters);
        TileBodies bodies = new TileBodies(vertx, straightLine, outbound, config.spool(), config.maxUpload());
        Function<BiConsumer<Job, Optional<TraceParent>>, Intake> intakes =
                intakes(config, store, storeClient, view, clock);
        Intake intake = intakes.apply(log::append);
        Router router = entrance(problems, admission(config, compatConfig, depth, view, problems));
        new ProcessRoutes(edge, processes).mount(router);
        new OpenApiRoutes(edge, router).mount();
        jobs.mount(router);
        follow.mount(router);
        new Echo(echoConfig, vertx, edge, outbound, bodies, intakes, jobs, follow, store, log, clock).mount(router);
        new IntakeRoutes(edge, processes, bodies, intake, follow.status()).mount(router);
        oldServices(compatConfig, edge, processes, bodies, intake, jobs, store, clock)
                .mount(router);
        this.inbox = dropped(config, inboxConfig, kafka, foundation, processes, depth, view, clock);
        this.deliveries = delivering(webhooks, kafka, foundation, edge, base(config, callbackLinks), clock)
                .mount(router, jobs.finder());
        this.server = listen(config, refusing(router, problems));
        deliveries.start();
    }

    /** Requests being answered; after its end those that the drain budget was too short for. */
    public int left() {
        return lastRequests.left();
    }

    /** The port it listens on. */
    public int port() {
        return server.actualPort();
    }

    /** What links in callbacks begin with, once it listens. */
    private Supplier<Optional<URI>> base(ApiConfig config, IntFunction<Optional<URI>> callbackLinks) {
        return () -> config.publicUrl().or(() -> callbackLinks.apply(port()));
    }

    /** Ways in, each to whoever takes its jobs. */
    private Function<BiConsumer<Job, Optional<TraceParent>>, Intake> intakes(
            ApiConfig config, TileStore store, HttpClient storeClient, JobView view, Clock clock) {
        return queue ->
                new Intake(straightLine, outbound, store, storeClient, acceptance(config, store, queue, view, clock));
    }

    private DeliveryStage delivering(
            WebhookConfig webhooks,
            KafkaConfig kafka,
            Foundation foundation,
            Edge edge,
            Supplier<Optional<URI>> base,
            Clock clock) {
        return new DeliveryStage(webhooks, kafka, foundation, edge, base, outbound, inbox.outbox(), clock);
    }

    private Inbox dropped(
            ApiConfig config,
            InboxConfig inboxConfig,
            KafkaConfig kafka,
            Foundation foundation,
            Processes processes,
            QueueDepth depth,
            JobView view,
            Clock clock) {
        TileStore store = foundation.store();
        Acceptance acceptance = acceptance(config, store, foundation.log()::append, view, clock);
        return new Inbox(inboxConfig, kafka, foundation, processes, depth, clock)
                .start(new StoredTiles(store, acceptance, config.maxUpload()));
    }

    private Acceptance acceptance(
            ApiConfig config,
            TileStore store,
            BiConsumer<Job, Optional<TraceParent>> queue,
            JobView view,
            Clock clock) {
        return new Acceptance(store, queue, view, meters, clock, config.deadline(), config.expiry());
    }

    private CompatRoutes oldServices(
            CompatConfig config,
            Edge edge,
            Processes processes,
            TileBodies bodies,
            Intake intake,
            JobRoutes jobs,
            TileStore store,
            Clock clock) {
        return new CompatRoutes(
                edge, config, processes, bodies, intake, follow.following(), jobs.dismissal(), store, clock);
    }

    private static DeadlineSweep swept(DeadlineSweep sweep) {
        sweep.start();
        return sweep;
    }

    private static OffsetKeeper kept(KafkaConfig kafka, Processes processes) {
        OffsetKeeper keeper = new OffsetKeeper(kafka, processes.ids(), OFFSETS_PERIOD);
        keeper.start();
        return keeper;
    }

    private static AdmissionGate admission(
            ApiConfig config, CompatConfig compat, QueueDepth depth, JobView view, ProblemAnswer problems) {
        return new AdmissionGate(config.admission(), depth, view::openJobs, compat.process(), problems);
    }

    /** What every request passes before it meets a route, and the routes that are about no job. */
    private Router entrance(ProblemAnswer problems, AdmissionGate admission) {
        Router router = Router.router(vertx);
        router.route()
                .handler(this::measure)
                .handler(lastRequests)
                .handler(new ReadablePath(problems))
                .handler(access)
                .handler(admission);
        new PageRoutes().mount(router);
        return router;
    }

    private static QueueLag told(KafkaConfig kafka, Processes processes, FleetMeters meters, QueueDepth depth) {
        processes.ids().forEach(meters::endsJobsOf);
        QueueLag lag = new QueueLag(kafka, processes.ids(), meters.queueLag().andThen(depth));
        lag.start();
        return lag;
    }

    private static ViewReader follow(
            KafkaConfig kafka, Processes processes, JobView view, Duration window, Foundation foundation, Clock clock) {
        ViewReader reader = new ViewReader(
                kafka,
                processes.ids(),
                view,
                window,
                clock,
                foundation.readiness().condition("job view", "catching up"));
        foundation.meters().view(view::size, reader::age);
        reader.start();
        return reader;
    }

    private static HttpClient storeClient(Vertx vertx) {
        return vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout((int) Duration.ofSeconds(3).toMillis())
                        .setIdleTimeout(IDLE_SECONDS)
                        .setDecompressionSupported(false),
                new PoolOptions().setHttp1MaxSize(STORE_CONNECTIONS));
    }

    private HttpServer listen(ApiConfig config, Router router) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(config.host())
                .setPort(config.port())
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
        try {
            return vertx.createHttpServer(options)
                    .requestHandler(router)
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            throw new IllegalStateException(
                    "port %d on %s cannot be opened: %s. %s names another."
                            .formatted(
                                    config.port(),
                                    config.host(),
                                    e.getCause().getMessage(),
                                    ApiConfig.HTTP_PORT.variable()),
                    e);
        }
    }

    private static Router refusing(Router router, ProblemAnswer problems) {
        // First, to be among the allowed ones.
        HeadRequests.serve(router);
        AllowedMethods methods = new AllowedMethods(router);
        router.errorHandler(
                404,
                context -> problems.send(
                        context,
                        new Problem(
                                ProblemType.NOT_FOUND,
                                "There is nothing at %s. The processes are at /processes."
                                        .formatted(context.request().path()))));
        router.errorHandler(405, context -> {
            String allowed = methods.of(context.request().path());
            context.response().putHeader("Allow", allowed);
            problems.send(
                    context,
                    new Problem(
                            ProblemType.METHOD_NOT_ALLOWED,
                            "%s is not for %s; %s is."
                                    .formatted(
                                            context.request().method(),
                                            context.request().path(),
                                            allowed)));
        });
        router.errorHandler(500, context -> problems.send(context, context.failure()));
        return router;
    }

    private void measure(RoutingContext context) {
        long begin = System.nanoTime();
        context.addEndHandler(_ -> meters.request(
                context.currentRoute() == null || context.currentRoute().getPath() == null
                        ? "none"
                        : context.currentRoute().getPath(),
                context.response().getStatusCode(),
                AnswerKind.of(context),
                Duration.ofNanos(System.nanoTime() - begin)));
        context.next();
    }

    /** Takes no more requests, and answers those that came as far as the drain budget goes. */
    @Override
    public void close() {
        follow.stop();
        lastRequests.end(server);
        access.close();
        inbox.close();
        deliveries.close();
        queueLag.close();
        keeper.close();
        sweep.close();
        viewReader.close();
        straightLine.close();
        outbound.close().toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
