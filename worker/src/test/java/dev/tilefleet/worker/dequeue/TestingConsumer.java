package dev.tilefleet.worker.dequeue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Kafka's own mock, one record a poll, whose commits and positions can be made to fail. */
final class TestingConsumer extends MockConsumer<byte[], byte[]> {
    static final String TOPIC = "tilefleet.jobs.unet10";
    private final Map<TopicPartition, OffsetAndMetadata> commits = new HashMap<>();
    private Optional<RuntimeException> commitFailure = Optional.empty();
    private int refusals;
    private Optional<KafkaException> positionFailure = Optional.empty();
    private ConsumerRebalanceListener listener;
    private int positionsAsked;

    /** A topic whose partitions all begin at this offset. */
    TestingConsumer(int partitions, long begin) {
        super("earliest");
        setMaxPollRecords(1);
        updateBeginningOffsets(
                IntStream.range(0, partitions).boxed().collect(toMap(TestingConsumer::partition, _ -> begin)));
    }

    static TopicPartition partition(int number) {
        return new TopicPartition(TOPIC, number);
    }

    static ConsumerRecord<byte[], byte[]> record(int partition, long offset, byte[] value) {
        return new ConsumerRecord<>(TOPIC, partition, offset, "key".getBytes(UTF_8), value);
    }

    /** Makes these the partitions of this member; from within a poll, as the broker does. */
    synchronized void assign(int... partitions) {
        rebalance(IntStream.of(partitions).mapToObj(TestingConsumer::partition).toList());
    }

    /** The group has put this member out and taken its partitions. */
    synchronized void lose(int... partitions) {
        List<TopicPartition> lost =
                IntStream.of(partitions).mapToObj(TestingConsumer::partition).toList();
        listener.onPartitionsLost(lost);
        rebalance(assignment().stream()
                .filter(partition -> !lost.contains(partition))
                .toList());
    }

    @Override
    public synchronized void subscribe(Collection<String> topics, ConsumerRebalanceListener rebalanceListener) {
        listener = rebalanceListener;
        super.subscribe(topics, rebalanceListener);
    }

    synchronized void failCommits(Optional<RuntimeException> failure) {
        commitFailure = failure;
    }

    /** How often somebody waited for a commit that was made to fail. */
    synchronized int refusals() {
        return refusals;
    }

    synchronized void failPositions(Optional<KafkaException> failure) {
        positionFailure = failure;
    }

    /** The offset last committed for a partition, if one was; the mock forgets those of partitions that went. */
    synchronized Optional<Long> committed(int partition) {
        return Optional.ofNullable(commits.get(partition(partition))).map(OffsetAndMetadata::offset);
    }

    /** The metadata last committed for a partition, empty if there is none. */
    synchronized String metadata(int partition) {
        OffsetAndMetadata commit = commits.get(partition(partition));
        return commit == null ? "" : commit.metadata();
    }

    /** Lets the poller go on, turn by turn, until this holds. */
    void turnsUntil(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            inPoll(() -> {});
        }
    }

    /** So many turns of the poller. */
    void turns(int count) throws InterruptedException {
        for (int turn = 0; turn < count; turn++) {
            inPoll(() -> {});
        }
    }

    /** Does something on the polling thread, at the begin of a poll. */
    void inPoll(Runnable task) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        schedulePollTask(() -> {
            try {
                task.run();
            } finally {
                done.countDown();
            }
        });
        done.await();
    }

    @Override
    public synchronized void commitAsync(
            Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
        if (commitFailure.isPresent()) {
            // As KIP-848's consumer does.
            callback.onComplete(null, commitFailure.get());
        } else {
            commits.putAll(offsets);
            super.commitAsync(offsets, callback);
        }
    }

    @Override
    public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
        commitFailure.ifPresent(failure -> {
            refusals++;
            throw failure;
        });
        commits.putAll(offsets);
        super.commitAsync(offsets, null);
    }

    /** From now on nothing counts as committed. */
    synchronized void forgetCommits() {
        commits.clear();
    }

    /** How often a position was asked for that could not be told. */
    synchronized int positionsAsked() {
        return positionsAsked;
    }

    @Override
    public synchronized long position(TopicPartition partition) {
        positionFailure.ifPresent(_ -> positionsAsked++);
        positionFailure.ifPresent(failure -> {
            throw failure;
        });
        return super.position(partition);
    }

    List<Integer> pausedPartitions() {
        return List.copyOf(paused()).stream()
                .map(TopicPartition::partition)
                .sorted()
                .toList();
    }
}
