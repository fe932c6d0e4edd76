package dev.tilefleet.worker.dequeue;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ledgers of the partitions that this member owns, and their commits. Confined to the polling thread. */
final class PartitionLedgers implements ConsumerRebalanceListener {
    private static final Logger log = LoggerFactory.getLogger(PartitionLedgers.class);

    /** So many jobs may run ahead of one that waits for its store before its partition pauses. */
    static final int SPAN = 1_000;

    private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(10);

    private final Consumer<byte[], byte[]> consumer;
    private final Runnable settle;
    private final Map<TopicPartition, OffsetLedger> ledgers = new HashMap<>();

    /** @param settle brings what ended meanwhile into these ledgers */
    PartitionLedgers(Consumer<byte[], byte[]> consumer, Runnable settle) {
        this.consumer = consumer;
        this.settle = settle;
    }

    /**
     * A record in hand. It is bound to the ledger it was taken in: should its partition go and come back meanwhile, the
     * late end of its job means nothing to the ledger that stands then.
     */
    record Taken(OffsetLedger ledger, long offset) {
        /** Its job ended. */
        void done() {
            ledger.done(offset);
        }
    }

    Taken take(ConsumerRecord<byte[], byte[]> record) {
        OffsetLedger ledger = ledgerFor(record);
        ledger.take(record.offset());
        return new Taken(ledger, record.offset());
    }

    private OffsetLedger ledgerFor(ConsumerRecord<byte[], byte[]> record) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        OffsetLedger ledger = ledgers.get(partition);
        if (ledger != null && ledger.isAtOrAfterPosition(record.offset())) {
            return ledger;
        }
        if (ledger != null) {
            // Replicas that lagged behind took over, or the topic was made anew: what was read is no longer there.
            log.atWarn()
                    .addKeyValue("partition", partition)
                    .addKeyValue("offset", record.offset())
                    .log("the log was cut back, beginning there anew");
        }
        OffsetLedger anew = new OffsetLedger(record.offset(), SPAN);
        ledgers.put(partition, anew);
        return anew;
    }

    /** Pauses the partitions that ran too far ahead of an unfinished job, and resumes all others. */
    void pauseFull() {
        for (TopicPartition partition : consumer.assignment()) {
            OffsetLedger ledger = ledgers.get(partition);
            if (ledger != null && ledger.isFull()) {
                consumer.pause(List.of(partition));
            } else {
                consumer.resume(List.of(partition));
            }
        }
    }

    /** Commits what went ahead, without waiting. Every record polled must be taken. */
    void commit() {
        ledgers.forEach(this::passOver);
        Map<TopicPartition, OffsetAndMetadata> ahead = ahead();
        if (!ahead.isEmpty()) {
            consumer.commitAsync(ahead, this::committed);
        }
    }

    /**
     * Commits every partition once more, also where nothing went ahead, and waits for the broker's word: the offsets of
     * a group that all have left live so long from their last commit on.
     */
    void commitAll() {
        ledgers.values().forEach(OffsetLedger::recommit);
        commitNow();
    }

    private void commitNow() {
        Map<TopicPartition, OffsetAndMetadata> ahead = ahead();
        if (ahead.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(ahead, COMMIT_TIMEOUT);
        } catch (KafkaException e) {
            committed(ahead, e);
        }
    }

    private void passOver(TopicPartition partition, OffsetLedger ledger) {
        try {
            ledger.passOver(consumer.position(partition, Duration.ZERO));
        } catch (TimeoutException e) {
            // It is being looked up, after the log was cut: the next record tells.
            log.atDebug().addKeyValue("partition", partition).log("position not known yet");
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
            log.atWarn().addKeyValue("reason", failure.toString()).log("commit failed, repeating it");
            offsets.keySet().stream()
                    .filter(ledgers::containsKey)
                    .forEach(partition -> ledgers.get(partition).recommit());
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        partitions.forEach(this::open);
        log.atInfo().addKeyValue("partitions", partitions).log("partitions assigned");
    }

    /** A ledger begins uncommitted: the position is written back at once, so that an idle group keeps its offsets. */
    private void open(TopicPartition partition) {
        try {
            ledgers.put(partition, new OffsetLedger(consumer.position(partition), SPAN));
        } catch (KafkaException e) {
            // Thrown on, this would leave partitions without a ledger: let the first record open it.
            log.atWarn()
                    .addKeyValue("partition", partition)
                    .addKeyValue("reason", e.toString())
                    .log("position of a new partition is not known");
        }
    }

    /** Commits what is done and forgets the rest: it is the successor's. */
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
