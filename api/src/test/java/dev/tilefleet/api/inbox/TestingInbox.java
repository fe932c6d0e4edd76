package dev.tilefleet.api.inbox;

import dev.tilefleet.api.TestingModels;
import dev.tilefleet.api.access.Caller;
import dev.tilefleet.api.intake.Acceptance;
import dev.tilefleet.api.intake.StoredTiles;
import dev.tilefleet.api.jobs.JobView;
import dev.tilefleet.api.jobs.TestingClock;
import dev.tilefleet.api.ogc.Processes;
import dev.tilefleet.api.outbox.After;
import dev.tilefleet.api.outbox.Afterwards;
import dev.tilefleet.api.outbox.Outbox;
import dev.tilefleet.api.outbox.TestingDropStore;
import dev.tilefleet.config.ByteSize;
import dev.tilefleet.job.Documents;
import dev.tilefleet.job.Job;
import dev.tilefleet.queue.FleetLog;
import dev.tilefleet.queue.Topics;
import dev.tilefleet.store.ObjectKeys;
import dev.tilefleet.telemetry.FleetMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The inbox of one replica, which takes one file after the other, on a store and a queue that outlive it. */
final class TestingInbox {
    static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    static final String TILE = "II*\0tile";
    static final int LIMIT = 1_000;
    private static final String OWNER = "pipeline";

    final TestingDropStore store;
    final MockProducer<byte[], byte[]> queue;
    final TestingClock clock = new TestingClock(NOON);
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    boolean isFull;
    private final Shelf shelf;
    private final Taking taking;
    private final Sweep sweep;

    TestingInbox(TestingDropStore store, MockProducer<byte[], byte[]> queue) {
        this.store = store;
        this.queue = queue;
        FleetMeters fleet = new FleetMeters(meters);
        Marks marks = new Marks(store, OWNER, Duration.ofDays(30), clock);
        this.shelf = new Shelf(store, false);
        this.taking = new Taking(
                marks,
                new SideCar(store),
                new Processes(List.of(TestingModels.unet10(), TestingModels.cloudMask())),
                new StoredTiles(
                        store,
                        new Acceptance(
                                store,
                                new FleetLog(new Topics("tiles"), queue)::append,
                                new JobView(100),
                                fleet,
                                clock,
                                Duration.ofDays(1),
                                Duration.ofDays(8)),
                        new ByteSize(LIMIT)),
                new Outbox(store, Afterwards.probed(store, After.KEEP, ""), clock),
                new Caller(OWNER),
                fleet.inbox());
        this.sweep = new Sweep(shelf, marks, false, _ -> isFull, taking::take);
    }

    TestingInbox(TestingDropStore store) {
        this(store, new MockProducer<>(queues(), true, null, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    private static Cluster queues() {
        return new Cluster(
                "queues",
                List.of(),
                Stream.of("unet10", "cloud-mask")
                        .map(process -> new PartitionInfo("tiles.jobs." + process, 0, null, new Node[0], new Node[0]))
                        .toList(),
                Set.of(),
                Set.of());
    }

    /** Another replica, or this one after its death. */
    TestingInbox successor() {
        return new TestingInbox(store, queue);
    }

    int sweep() {
        return sweep.run();
    }

    /** An event says that something was written there. */
    void hint(String key) {
        shelf.look(key).ifPresent(drop -> taking.take(drop, false));
    }

    List<Job> jobs() {
        return store.list(ObjectKeys.JOBS).stream()
                .map(key -> Documents.readJob(store.objects.get(key)))
                .toList();
    }

    /** The only one there is. */
    Job job() {
        List<Job> jobs = jobs();
        if (jobs.size() != 1) {
            throw new AssertionError("jobs: " + jobs);
        }
        return jobs.getFirst();
    }

    List<String> open() {
        return store.list(ObjectKeys.OPEN_DROPS);
    }

    List<String> marks() {
        return store.list(ObjectKeys.DROPS);
    }

    double count(String result) {
        return meters.get("tilefleet.inbox.files")
                .tag("result", result)
                .counter()
                .count();
    }
}
