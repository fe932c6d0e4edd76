package dev.tilefleet.worker.dequeue;

import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ledgers of the partitions that this member owns, and their commits. Confined to the polling
 * thread, but for the two numbers that meters ask for. */
final class PartitionLedgers implements ConsumerRebalanceListener {
    private static final Logger log = LoggerFactory.getLogger(PartitionLedgers.class);

    /** So many jobs may run ahead of one that waits for its store before its partition pauses. */
    static final int SPAN = 1_000;

    /** Offsets of a group live so long from their last commit; a partition without jobs commits nothing by itself. */
    private static final Duration RECOMMIT = Duration.ofHours(1);

    private static final Duration BROKER_TIMEOUT = Duration.ofSeconds(10);

    private final Supplier<Consumer<byte[], byte[]>> member;
    private final LastOwners lastOwners;
    private final LongSupplier nanos;
    private final Farewell farewell;
    private final Map<TopicPartition, OffsetLedger> ledgers = new HashMap<>();
    /** Assigned, and paused until their offsets can be read. */
    private final Set<TopicPartition> waiting = new HashSet<>();

    private volatile int count;
    private volatile long span;

    private long recommitted;

    /**
     * None yet.
     *
     * @param member the consumer that is this member now
     * @param nanos a clock as {@link System#nanoTime}
     */
    PartitionLedgers(Supplier<Consumer<byte[], byte[]>> member, LongSupplier nanos, Farewell farewell) {
        this.member = member;
        this.lastOwners = new LastOwners(member, BROKER_TIMEOUT);
        this.nanos = nanos;
        this.farewell = farewell;
        this.recommitted = nanos.getAsLong();
    }

    /** What is done before partitions go to another member. */
    interface Farewell {
        /** Gives what is in hand of these partitions time to end, and brings what ended into the ledgers. */
        void before(Collection<TopicPartition> going);
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
        if (ledger == null) {
            // Left alone it is never committed, so nobody misses it.
            throw new IllegalStateException("offset %d of %s came without being owned".formatted(offset, partition));
        }
        return ledger.isAtOrAfterPosition(offset) ? ledger : anew(partition, offset);
    }

    /** Replicas that lagged behind took over, or the topic was made anew: what was read is no longer there. */
    private OffsetLedger anew(TopicPartition partition, long offset) {
        log.atWarn()
                .addKeyValue("partition", partition)
                .addKeyValue("offset", offset)
                .log("the log was cut back, beginning there anew");
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
        Map<TopicPartition, OffsetAndMetadata> commits = commits(partitions, OffsetLedger::marks);
        try {
            member.get().commitSync(commits, BROKER_TIMEOUT);
        } catch (RuntimeException e) {
            recommit(partitions);
            throw e;
        }
    }

    /**
     * Pauses the partitions that ran too far ahead of an unfinished job and resumes all others; of those that wait, asks
     * once more for their offsets.
     *
     * <p>What the consumer calls its assignment is no guide: it holds a partition for a moment after that was revoked. A
     * ledger opened for it then would begin behind its jobs in hand, and its commit would lose them.
     */
    void pauseFull() {
        open(Set.copyOf(waiting));
        Set<TopicPartition> full =
                ledgers.keySet().stream().filter(p -> ledgers.get(p).isFull()).collect(toSet());
        member.get().pause(full);
        member.get().resume(minus(ledgers.keySet(), full));
    }

    /** Takes no more records. */
    void pauseAll() {
        member.get().pause(ledgers.keySet());
    }

    private static Set<TopicPartition> minus(Set<TopicPartition> all, Set<TopicPartition> some) {
        return all.stream().filter(partition -> !some.contains(partition)).collect(toSet());
    }

    /** How many partitions this member owns. */
    int count() {
        return count;
    }

    /** The most offsets that lie between a partition's committable one and its position. */
    long span() {
        return span;
    }

    /** Commits what went ahead, without waiting. Every record polled must be taken. */
    void commit() {
        Set.copyOf(ledgers.keySet()).forEach(this::passOver);
        if (nanos.getAsLong() - recommitted > RECOMMIT.toNanos()) {
            recommitted = nanos.getAsLong();
            recommit(ledgers.keySet());
        }
        count = ledgers.size();
        span = ledgers.values().stream().mapToLong(OffsetLedger::inReach).max().orElse(0);
        Map<TopicPartition, OffsetAndMetadata> ahead = commits(ahead(), OffsetLedger::marks);
        if (!ahead.isEmpty()) {
            // A failure comes without offsets from KIP-848's consumer, against the word of its documentation.
            member.get().commitAsync(ahead, (_, failure) -> committed(ahead.keySet(), failure));
        }
    }

    /** Has these committed once more with the next commit, also where nothing went ahead. */
    private void recommit(Collection<TopicPartition> partitions) {
        partitions.stream().filter(ledgers::containsKey).map(ledgers::get).forEach(OffsetLedger::recommit);
    }

    /**
     * Commits every partition once more, waits for the broker's word and forgets them: the offsets of a group that all
     * have left live so long from their last commit on. What is still in flight is not blamed.
     */
    void leave() {
        try {
            commitInPeace(ledgers.keySet());
        } finally {
            ledgers.clear();
        }
    }

    private void commitInPeace(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> commits = commits(partitions, OffsetLedger::marksInPeace);
        if (commits.isEmpty()) {
            return;
        }
        try {
            member.get().commitSync(commits, BROKER_TIMEOUT);
        } catch (KafkaException e) {
            log.atWarn()
                    .addKeyValue("reason", e.toString())
                    .log("the last commit failed, the next owner begins where the one before it left");
        }
    }

    private void passOver(TopicPartition partition) {
        try {
            long position = member.get().position(partition, Duration.ZERO);
            ledgerFor(partition, position).passOver(position);
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
                ledger.committing();
            }
        }
        return commits;
    }

    private void committed(Collection<TopicPartition> partitions, Exception failure) {
        if (failure != null) {
            log.atWarn().addKeyValue("reason", failure.toString()).log("commit failed, repeating it");
            recommit(partitions);
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        forget(partitions);
        open(partitions);
        // This very poll may bring a record of theirs, while there is no room for it.
        member.get().pause(partitions);
        log.atInfo().addKeyValue("partitions", partitions).log("partitions assigned");
    }

    /** A ledger begins uncommitted: the position is written back at once, so that an idle group keeps its offsets. */
    private void open(Collection<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return;
        }
        try {
            Map<TopicPartition, FlightMarks> left = lastOwners.leftInFlight(partitions);
            for (TopicPartition partition : partitions) {
                long position = member.get().position(partition, BROKER_TIMEOUT);
                ledgers.put(partition, new OffsetLedger(position, SPAN, left.get(partition)));
                waiting.remove(partition);
            }
        } catch (RuntimeException e) {
            // Whatever it is: thrown on, it would have the consumer never read these partitions. No record may come
            // before it is known whom the last owner left in flight, so they wait, and the next turn asks again.
            waiting.addAll(minus(Set.copyOf(partitions), ledgers.keySet()));
            member.get().pause(waiting);
            log.atWarn()
                    .addKeyValue("partitions", partitions)
                    .addKeyValue("reason", e.toString())
                    .log("new partitions wait, their offsets cannot be read");
        }
    }

    /** Commits what is done and forgets the rest: it is the successor's. */
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        try {
            farewell.before(partitions);
            commitInPeace(partitions);
        } finally {
            forget(partitions);
        }
        log.atInfo().addKeyValue("partitions", partitions).log("partitions revoked");
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        forget(partitions);
        log.atWarn().addKeyValue("partitions", partitions).log("partitions lost");
    }

    /** Of a member that is no more nothing is committed. */
    void lose() {
        if (!ledgers.isEmpty() || !waiting.isEmpty()) {
            ledgers.clear();
            waiting.clear();
            log.atWarn().log("partitions lost with the member that owned them");
        }
    }

    private void forget(Collection<TopicPartition> partitions) {
        partitions.forEach(ledgers::remove);
        partitions.forEach(waiting::remove);
    }
}
