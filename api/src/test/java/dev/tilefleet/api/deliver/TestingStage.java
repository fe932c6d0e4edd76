package dev.tilefleet.api.deliver;

import dev.tilefleet.api.edge.Links;
import dev.tilefleet.api.jobs.TestingClock;
import dev.tilefleet.api.jobs.TestingLife;
import dev.tilefleet.api.jobs.TestingTileStore;
import dev.tilefleet.api.outbox.After;
import dev.tilefleet.api.outbox.Afterwards;
import dev.tilefleet.api.outbox.Outbox;
import dev.tilefleet.config.Settings;
import dev.tilefleet.job.Callback;
import dev.tilefleet.job.Delivery;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.TraceParent;
import dev.tilefleet.store.JobArchive;
import dev.tilefleet.store.ObjectKeys;
import dev.tilefleet.store.Register;
import dev.tilefleet.telemetry.FleetMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** The stage of one replica without broker and network, on a store that outlives it. */
final class TestingStage implements AutoCloseable {
    static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    static final int SHARD = 3;
    private static final Map<String, String> SETTINGS =
            Map.of("TILEFLEET_WEBHOOK_SECRETS", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    final TestingTileStore store;
    final TestingClock clock;
    final TestingReceiver receiver;
    final Reports reports;
    final Lanes lanes;
    final Courier courier;
    final Sweep sweep;
    final Opening opening;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    TestingStage(TestingTileStore store, TestingClock clock, TestingReceiver receiver) {
        this.store = store;
        this.clock = clock;
        this.receiver = receiver;
        WebhookConfig config = WebhookConfig.from(new Settings(SETTINGS));
        this.reports = new Reports(store);
        this.lanes = new Lanes(config.concurrency(), config.originConcurrency(), clock);
        this.courier = new Courier(
                reports,
                new Register(store),
                new Messages(() -> Links.of(Optional.of(URI.create("https://tiles.example.org/"))), store),
                config,
                receiver,
                new OutboxCarrier(new Outbox(store, Afterwards.probed(store, After.KEEP, ""), clock)),
                clock,
                new FleetMeters(meters).deliveries());
        this.sweep = new Sweep(reports, lanes, courier, config.schedule().span(), clock);
        this.opening = new Opening(reports, sweep, lanes, courier, clock);
    }

    TestingStage() {
        this(new TestingTileStore(_ -> {}), new TestingClock(NOON), new TestingReceiver());
    }

    /** Another replica, or this one after its death. */
    TestingStage successor() {
        return new TestingStage(store, clock, receiver);
    }

    /** A job that ended successful, with these callbacks by event and URI. */
    Outcome ended(String... eventAndUri) {
        return ended(new TestingLife(JobID.random()).successful().ending(), eventAndUri);
    }

    Outcome ended(Outcome.Ending ending, String... eventAndUri) {
        List<Callback> callbacks = IntStream.range(0, eventAndUri.length / 2)
                .mapToObj(at -> new Callback(eventAndUri[2 * at], URI.create(eventAndUri[2 * at + 1])))
                .toList();
        JobID id = JobID.random();
        new JobArchive(store).claim(new TestingLife(id).job());
        Outcome bare = new TestingLife(id).successful();
        return new Register(store)
                .decide(new Outcome(
                        id, bare.process(), bare.owner(), bare.decided(), ending, bare.execution(), callbacks));
    }

    /** What the reader does with one record; returns when nothing is under way any more. */
    void read(Outcome outcome) throws InterruptedException {
        read(outcome, Optional.empty());
    }

    /** The same of a record that tells of a trace, perhaps. */
    void read(Outcome outcome, Optional<TraceParent> trace) throws InterruptedException {
        opening.open(List.of(new Opening.Heard(outcome, SHARD, trace)));
        settle();
    }

    /** One round, and whatever comes of it. */
    Sweep.Found round() {
        Sweep.Found found = sweep.over(SHARD);
        settle();
        return found;
    }

    /** Rounds every minute for so long. */
    void live(Duration time) {
        for (long minute = 0; minute < time.toMinutes(); minute++) {
            clock.pass(Duration.ofMinutes(1));
            round();
        }
    }

    Delivery report(Outcome outcome) {
        return reports.of(outcome.jobID()).getFirst();
    }

    List<String> timers() {
        return store.list(ObjectKeys.RETRIES);
    }

    double count(String meter, String value) {
        return meters.get(meter).tag("result", value).counter().count();
    }

    private void settle() {
        while (lanes.inHand() > 0) {
            LockSupport.parkNanos(100_000);
        }
    }

    @Override
    public void close() {
        lanes.close();
    }
}
