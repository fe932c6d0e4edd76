package dev.tilefleet.worker.dequeue;

import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
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
     *
     * @param suspect whether an earlier owner of the partition died with this tile in flight
     * @param crashes how many died with this tile alone in flight
     */
    record Taken(TopicPartition partition, OffsetLedger ledger, long offset, boolean suspect, int crashes) {
        /** Its job ended. */
        void done() {
            ledger.done(offset);
        }

        /** Native code is through with it. */
        void land() {
            ledger.land(offset);
        }
    }

    Taken take(ConsumerRecord<byte[], byte[]> record) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        OffsetLedger ledger = ledgerFor(partition, record.offset());
        ledger.take(record.offset());
        return new Taken(
                partition, ledger, record.offset(), ledger.isSuspect(record.offset()), ledger.crashes(record.offset()));
    }

    private OffsetLedger ledgerFor(TopicPartition partition, long offset) {
        OffsetLedger ledger = ledgers.get(partition);
        if (ledger != null && ledger.isAtOrAfterPosition(offset)) {
            return ledger;
        }
        if (ledger != null) {
            // Replicas that lagged behind took over, or the topic was made anew: what was read is no longer there.
            log.atWarn()
                    .addKeyValue("partition", partition)
                    .addKeyValue("offset", offset)
                    .log("the log was cut back, beginning there anew");
        }
        OffsetLedger anew = new OffsetLedger(offset, SPAN);
        ledgers.put(partition, anew);
        return anew;
    }

    /** Whether the partition of a record in hand is still, and without a break, this member's. */
    boolean isCurrent(Taken taken) {
        return ledgers.get(taken.partition()) == taken.ledger();
    }

    /**
     * Writes down that these tiles are in flight, and waits for the broker's word.
     *
     * @param tiles current ones
     * @throws KafkaException if it is not known to be written
     */
    void fly(Collection<Taken> tiles) {
        tiles.forEach(tile -> tile.ledger().fly(tile.offset()));
        Set<TopicPartition> partitions = tiles.stream().map(Taken::partition).collect(toSet());
        consumer.commitSync(commits(partitions, OffsetLedger::marks), COMMIT_TIMEOUT);
    }

    /** Pauses the partitions that ran too far ahead of an unfinished job or have no ledger yet, and resumes all others. */
    void pauseFull() {
        for (TopicPartition partition : consumer.assignment()) {
            if (!ledgers.containsKey(partition)) {
                open(partition);
            }
            OffsetLedger ledger = ledgers.get(partition);
            if (ledger == null || ledger.isFull()) {
                consumer.pause(List.of(partition));
            } else {
                consumer.resume(List.of(partition));
            }
        }
    }

    /** Commits what went ahead, without waiting. Every record polled must be taken. */
    void commit() {
        forgetGone();
        ledgers.forEach(this::passOver);
        Map<TopicPartition, OffsetAndMetadata> ahead = commits(ahead(), OffsetLedger::marks);
        if (!ahead.isEmpty()) {
            // A failure comes without offsets from KIP-848's consumer, against the word of its documentation.
            consumer.commitAsync(ahead, (_, failure) -> committed(ahead.keySet(), failure));
        }
    }

    /**
     * For a moment after its revocation a partition still counts as assigned (KIP-848's consumer); who looks then gives
     * it a ledger that nobody takes back.
     */
    private void forgetGone() {
        ledgers.keySet().retainAll(consumer.assignment());
    }

    /** Has every partition committed once more with the next commit, also where nothing went ahead. */
    void recommit() {
        ledgers.values().forEach(OffsetLedger::recommit);
    }

    /**
     * Commits every partition once more and waits for the broker's word: the offsets of a group that all have left live
     * so long from their last commit on. What is still in flight is not blamed.
     */
    void commitInPeace() {
        recommit();
        commitInPeace(new HashSet<>(ledgers.keySet()));
    }

    private void commitInPeace(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> commits = commits(partitions, OffsetLedger::marksInPeace);
        if (commits.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(commits, COMMIT_TIMEOUT);
        } catch (KafkaException e) {
            committed(commits.keySet(), e);
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

    private Set<TopicPartition> ahead() {
        return ledgers.entrySet().stream()
                .filter(entry -> entry.getValue().isAhead())
                .map(Map.Entry::getKey)
                .collect(toSet());
    }

    private Map<TopicPartition, OffsetAndMetadata> commits(
            Collection<TopicPartition> partitions, Function<OffsetLedger, String> marks) {
        Map<TopicPartition, OffsetAndMetadata> commits = new HashMap<>();
        for (TopicPartition partition : partitions) {
            OffsetLedger ledger = ledgers.get(partition);
            if (ledger != null) {
                commits.put(partition, new OffsetAndMetadata(ledger.committable(), marks.apply(ledger)));
                ledger.committing(ledger.committable());
            }
        }
        return commits;
    }

    private void committed(Collection<TopicPartition> partitions, Exception failure) {
        if (failure != null) {
            log.atWarn().addKeyValue("reason", failure.toString()).log("commit failed, repeating it");
            partitions.stream()
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
            ledgers.put(partition, new OffsetLedger(consumer.position(partition), SPAN, left(partition)));
        } catch (KafkaException e) {
            // No record may come before it is known whom the last owner left in flight: the next turn asks again.
            consumer.pause(List.of(partition));
            log.atWarn()
                    .addKeyValue("partition", partition)
                    .addKeyValue("reason", e.toString())
                    .log("a new partition waits, its offset cannot be read");
        }
    }

    private FlightMarks left(TopicPartition partition) {
        OffsetAndMetadata committed =
                consumer.committed(Set.of(partition), COMMIT_TIMEOUT).get(partition);
        FlightMarks left =
                committed == null ? FlightMarks.NONE : FlightMarks.read(committed.metadata(), committed.offset());
        if (!left.byOffset().isEmpty()) {
            log.atWarn()
                    .addKeyValue("partition", partition)
                    .addKeyValue("inFlight", left.byOffset())
                    .log("an owner of this partition died with tiles in flight, running those alone");
        }
        return left;
    }

    /** Commits what is done and forgets the rest: it is the successor's. */
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        settle.run();
        commitInPeace(partitions);
        partitions.forEach(ledgers::remove);
        log.atInfo().addKeyValue("partitions", partitions).log("partitions revoked");
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        partitions.forEach(ledgers::remove);
        log.atWarn().addKeyValue("partitions", partitions).log("partitions lost");
    }
}
