package dev.tilefleet.api.inbox;

import dev.tilefleet.api.access.Caller;
import dev.tilefleet.api.admission.QueueDepth;
import dev.tilefleet.api.intake.StoredTiles;
import dev.tilefleet.api.ogc.Processes;
import dev.tilefleet.api.outbox.Afterwards;
import dev.tilefleet.api.outbox.Outbox;
import dev.tilefleet.lifecycle.DrainBudget;
import dev.tilefleet.lifecycle.Foundation;
import dev.tilefleet.queue.KafkaConfig;
import dev.tilefleet.store.TileStore;
import dev.tilefleet.telemetry.InboxMeters;
import java.time.Clock;

/** The bucket drop, wired: every api replica has one. */
public final class Inbox implements AutoCloseable {
    private final InboxConfig config;
    private final KafkaConfig kafka;
    private final TileStore store;
    private final Processes processes;
    private final QueueDepth depth;
    private final Clock clock;
    private final DrainBudget drain;
    private final InboxMeters meters;
    private final Afterwards afterwards;
    private final Outbox outbox;
    private final Hands hands;

    private Rounds rounds;

    /**
     * Takes nothing yet.
     *
     * @throws dev.tilefleet.store.UnsuitableStoreException if files were to be moved or deleted, and that is not safe here
     * @throws dev.tilefleet.store.StoreUnavailableException if that cannot be found out
     */
    public Inbox(
            InboxConfig config,
            KafkaConfig kafka,
            Foundation foundation,
            Processes processes,
            QueueDepth depth,
            Clock clock) {
        this.config = config;
        this.kafka = kafka;
        this.store = foundation.store();
        this.processes = processes;
        this.depth = depth;
        this.clock = clock;
        this.drain = foundation.drain();
        this.meters = foundation.meters().inbox();
        this.afterwards = Afterwards.probed(store, config.after(), InboxConfig.INBOX_AFTER.variable());
        this.outbox = new Outbox(store, afterwards, clock);
        this.hands = new Hands(config.concurrency());
    }

    /** Where what comes of dropped files is laid; there also where no more of them are taken. */
    public Outbox outbox() {
        return outbox;
    }

    /** Looks through the inbox from now on, and listens. */
    public Inbox start(StoredTiles tiles) {
        Marks marks = new Marks(store, config.owner(), config.retention(), clock);
        Taking taking =
                new Taking(marks, new SideCar(store), processes, tiles, outbox, new Caller(config.owner()), meters);
        rounds = new Rounds(config.sweep(), new Preparation(store), shelf -> open(shelf, marks, taking), meters);
        if (config.enabled()) {
            rounds.start();
        }
        return this;
    }

    private Rounds.Parts open(Shelf shelf, Marks marks, Taking taking) {
        Sweep sweep = new Sweep(
                shelf,
                marks,
                afterwards.revealsPredecessors(),
                depth::isFull,
                (drop, again) -> hands.take(drop.mark(), () -> taking.take(drop, again)));
        EventReader events = new EventReader(
                kafka,
                new BucketEvents(store.bucketName()),
                key -> new Hint(shelf, depth::isFull, hands, taking).at(key));
        return new Rounds.Parts(sweep, events);
    }

    /** Begins with nothing more and lets what is under way end as far as the drain budget goes; others go on with it. */
    @Override
    public void close() {
        rounds.close();
        try {
            hands.drain(drain.left());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        hands.close();
    }
}
