package dev.tilefleet.worker.dequeue;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ledgers of the partitions that this member owns, and their commits. Confined to the polling thread. */
final class PartitionLedgers implements ConsumerRebalanceListener {
    private static final Logger log = LoggerFactory.getLogger(PartitionLedgers.class);

    /** So many jobs may run ahead of one that waits for its store before its partition pauses. */
    private static final int SPAN = 1_000;

    private final Consumer<byte[], byte[]> consumer;
    private final Runnable settle;
    private final Map<TopicPartition, OffsetLedger> ledgers = new HashMap<>();

    /** @param settle brings what ended meanwhile into these ledgers */
    PartitionLedgers(Consumer<byte[], byte[]> consumer, Runnable settle) {
        this.consumer = consumer;
        this.settle = settle;
    }

    void take(TopicPartition partition, long offset) {
        ledgers.get(partition).take(offset);
    }

    /** A job ended; its partition may be somebody else's by now, who then finds its outcome. */
    void done(TopicPartition partition, long offset) {
        OffsetLedger ledger = ledgers.get(partition);
        if (ledger != null) {
            ledger.done(offset);
        }
    }

    /** Pauses the partitions that ran too far ahead of an unfinished job, and resumes the others. */
    void pauseFull() {
        ledgers.forEach((partition, ledger) -> {
            if (ledger.isFull()) {
                consumer.pause(List.of(partition));
            } else {
                consumer.resume(List.of(partition));
            }
        });
    }

    /** Commits what went ahead, without waiting. */
    void commit() {
        Map<TopicPartition, OffsetAndMetadata> ahead = ahead();
        if (!ahead.isEmpty()) {
            consumer.commitAsync(ahead, this::committed);
        }
    }

    /** Commits what went ahead and waits for the broker's word. */
    void commitNow() {
        Map<TopicPartition, OffsetAndMetadata> ahead = ahead();
        if (!ahead.isEmpty()) {
            consumer.commitSync(ahead);
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> ahead() {
        Map<TopicPartition, OffsetAndMetadata> ahead = new HashMap<>();
        ledgers.forEach((partition, ledger) -> {
            if (ledger.isAhead()) {
                ahead.put(partition, new OffsetAndMetadata(ledger.committable()));
                ledger.committing(ledger.committable());
            }
        });
        return ahead;
    }

    private void committed(Map<TopicPartition, OffsetAndMetadata> offsets, Exception failure) {
        if (failure != null) {
            log.atWarn().setCause(failure).log("commit failed, repeating it");
            offsets.keySet().stream()
                    .filter(ledgers::containsKey)
                    .forEach(partition -> ledgers.get(partition).recommit());
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        // A ledger begins uncommitted: the position is written back at once, so that an idle group keeps its offsets.
        partitions.forEach(partition -> ledgers.put(partition, new OffsetLedger(consumer.position(partition), SPAN)));
        log.atInfo().addKeyValue("partitions", partitions).log("partitions assigned");
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        settle.run();
        commitNow();
        partitions.forEach(ledgers::remove);
        log.atInfo().addKeyValue("partitions", partitions).log("partitions revoked");
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        partitions.forEach(ledgers::remove);
        log.atWarn().addKeyValue("partitions", partitions).log("partitions lost");
    }
}
