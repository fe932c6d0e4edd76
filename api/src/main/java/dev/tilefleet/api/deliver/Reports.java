package dev.tilefleet.api.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tilefleet.job.Delivery;
import dev.tilefleet.job.DeliveryID;
import dev.tilefleet.job.Documents;
import dev.tilefleet.job.JobID;
import dev.tilefleet.store.ObjectKeys;
import dev.tilefleet.store.TileStore;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Reports and timers in the store.
 *
 * <p>All methods throw {@link dev.tilefleet.store.StoreUnavailableException} where the store cannot say, and those that
 * read {@link dev.tilefleet.job.UnreadableDocumentException} where what stands is no report this release reads.
 */
final class Reports {
    private static final String JSON = "application/json";
    private static final byte[] TIMER = "due".getBytes(UTF_8);

    private final TileStore store;

    Reports(TileStore store) {
        this.store = store;
    }

    /**
     * Records that a callback is to be told, unless that is recorded already, and sets its timer if it waits. To be
     * repeated after a failure: then the timer is missing at most.
     *
     * @return the report that stands
     */
    Delivery open(Delivery fresh) {
        Delivery standing = Documents.readDelivery(
                store.claim(ObjectKeys.delivery(fresh.jobID(), fresh.deliveryID()), Documents.write(fresh)));
        if (standing.isWaiting()) {
            set(Timer.of(standing));
        }
        return standing;
    }

    Optional<Delivery> find(JobID job, DeliveryID delivery) {
        return store.read(ObjectKeys.delivery(job, delivery)).map(Documents::readDelivery);
    }

    /** All of one job, in the order of their ids. */
    List<Delivery> of(JobID job) {
        return store.list(ObjectKeys.deliveries(job)).stream()
                .map(store::read)
                .flatMap(Optional::stream)
                .map(Documents::readDelivery)
                .toList();
    }

    void write(Delivery delivery) {
        store.put(
                ObjectKeys.delivery(delivery.jobID(), delivery.deliveryID()),
                ByteBuffer.wrap(Documents.write(delivery)),
                JSON);
    }

    void set(Timer timer) {
        store.put(timer.key(), ByteBuffer.wrap(TIMER), "text/plain");
    }

    void remove(Timer timer) {
        store.delete(timer.key());
    }

    /** The first timers' keys of a shard behind another key: those due first. */
    List<String> timers(int shard, String after, int most) {
        return store.list(ObjectKeys.retries(shard), after, most);
    }
}
