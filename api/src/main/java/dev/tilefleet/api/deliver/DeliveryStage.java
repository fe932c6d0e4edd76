package dev.tilefleet.api.deliver;

import dev.tilefleet.api.edge.Edge;
import dev.tilefleet.api.edge.Links;
import dev.tilefleet.api.jobs.JobFinder;
import dev.tilefleet.api.outbound.Outbound;
import dev.tilefleet.api.outbox.Outbox;
import dev.tilefleet.lifecycle.DrainBudget;
import dev.tilefleet.lifecycle.Foundation;
import dev.tilefleet.queue.KafkaConfig;
import dev.tilefleet.queue.Ownership;
import dev.tilefleet.store.Register;
import dev.tilefleet.telemetry.DeliveryMeters;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Telling callbacks, wired: every api replica has one. */
public final class DeliveryStage implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DeliveryStage.class);

    private final WebhookConfig config;
    private final Edge edge;
    private final Supplier<Optional<URI>> base;
    private final Clock clock;
    private final DrainBudget drain;
    private final Reports reports;
    private final Lanes lanes;
    private final Rounds rounds;
    private final EndsReader reader;
    private final Semaphore wake = new Semaphore(0);

    /**
     * Sends nothing yet.
     *
     * @param base what links in messages begin with, asked when there are any; without it they are relative, for there is no
     *     request that would tell
     * @param outbound stays open until this is closed
     */
    public DeliveryStage(
            WebhookConfig config,
            KafkaConfig kafka,
            Foundation foundation,
            Edge edge,
            Supplier<Optional<URI>> base,
            Outbound outbound,
            Outbox outbox,
            Clock clock) {
        this.config = config;
        this.edge = edge;
        this.base = base;
        this.clock = clock;
        this.drain = foundation.drain();
        this.reports = new Reports(foundation.store());
        this.lanes = new Lanes(config.concurrency(), config.originConcurrency(), clock);
        DeliveryMeters meters = foundation.meters().deliveries();
        Courier courier = new Courier(
                reports,
                new Register(foundation.store()),
                new Messages(() -> Links.of(base.get()), foundation.store()),
                config,
                new OutboundPost(outbound, clock),
                new OutboxCarrier(outbox),
                clock,
                meters);
        Sweep sweep = new Sweep(reports, lanes, courier, config.schedule().span(), clock);
        Shards shards = new Shards(kafka.topics().outcomes(), wake::release);
        this.rounds = new Rounds(shards, sweep, config.sweep(), wake);
        this.reader = new EndsReader(
                () -> GroupConsumer.open(kafka),
                kafka.topics(),
                new Opening(reports, sweep, lanes, courier, clock),
                shards,
                Ownership.of(
                        kafka,
                        kafka.topics().deliveries(),
                        List.of(kafka.topics().outcomes(), kafka.topics().progress()),
                        "tilefleet-deliveries-group"),
                System::nanoTime);
        meters.backlog(rounds::due, lanes::resting);
    }

    /** Mounts its routes. */
    public DeliveryStage mount(Router router, JobFinder finder) {
        new DeliveryRoutes(edge, finder, reports, clock, wake::release).mount(router);
        return this;
    }

    /** Joins the group and begins to tell. */
    public void start() {
        Optional<URI> known = base.get();
        log.atInfo()
                .addKeyValue("signatures", config.secrets().secrets().size())
                .addKeyValue("links", known.map(URI::toString).orElse("relative"))
                .log("callbacks are told");
        if (known.isEmpty()) {
            log.atWarn()
                    .addKeyValue("set", "TILEFLEET_PUBLIC_URL")
                    .log(
                            "links in callbacks are relative, since nobody has said what their receivers reach this api by");
        }
        rounds.start();
        reader.start();
    }

    /** Leaves the group and lets requests under way end as far as the drain budget goes; others send the rest. */
    @Override
    public void close() {
        reader.close();
        rounds.close();
        try {
            lanes.drain(drain.left());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lanes.close();
    }
}
