package dev.tilefleet.api.jobs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** A log in memory behind Kafka's mock, which cannot search by time and wants to be told what a log knows of itself. */
final class TestingConsumer extends MockConsumer<byte[], byte[]> {
    private static final Node BROKER = new Node(1, "broker", 9092);

    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private final Map<TopicPartition, Long> starts = new HashMap<>();
    private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> unread = new HashMap<>();

    /** Answers nothing about the log any more. */
    boolean isBrokerAway;

    private Runnable onListing = () -> {};

    TestingConsumer() {
        super("earliest");
    }

    /** Makes a topic, or gives it more partitions. */
    void topic(String topic, int partitions) {
        Node[] nodes = {BROKER};
        updatePartitions(
                topic,
                IntStream.range(0, partitions)
                        .mapToObj(partition -> new PartitionInfo(topic, partition, BROKER, nodes, nodes))
                        .toList());
        IntStream.range(0, partitions).forEach(partition -> begin(new TopicPartition(topic, partition)));
    }

    private void begin(TopicPartition partition) {
        if (ends.putIfAbsent(partition, 0L) == null) {
            updateBeginningOffsets(Map.of(partition, 0L));
            updateEndOffsets(Map.of(partition, 0L));
        }
    }

    /** Appends a record, which is read once its partition is. */
    void append(String topic, int partition, long millis, byte[] value) {
        TopicPartition to = new TopicPartition(topic, partition);
        long offset = ends.merge(to, 1L, Long::sum) - 1;
        updateEndOffsets(Map.of(to, offset + 1));
        unread.computeIfAbsent(to, _ -> new ArrayList<>())
                .add(new ConsumerRecord<>(
                        topic,
                        partition,
                        offset,
                        millis,
                        TimestampType.LOG_APPEND_TIME,
                        0,
                        value == null ? 0 : value.length,
                        new byte[0],
                        value,
                        new RecordHeaders(),
                        Optional.empty()));
        if (assignment().contains(to)) {
            hand(to);
        }
    }

    /** Is told whenever somebody asks for the topics. */
    void onListing(Runnable listener) {
        onListing = listener;
    }

    /** A search by time comes to this offset. */
    void windowBegins(TopicPartition partition, long offset) {
        starts.put(partition, offset);
    }

    /** What stands on this topic does not arrive. */
    void withhold(String topic) {
        unread.keySet().removeIf(partition -> partition.topic().equals(topic));
    }

    private void hand(TopicPartition partition) {
        unread.getOrDefault(partition, List.of()).forEach(this::addRecord);
        unread.remove(partition);
    }

    @Override
    public synchronized Map<String, List<PartitionInfo>> listTopics() {
        onListing.run();
        if (isBrokerAway) {
            throw new TimeoutException("away");
        }
        return super.listTopics();
    }

    @Override
    public synchronized void seek(TopicPartition partition, long offset) {
        super.seek(partition, offset);
        hand(partition);
    }

    @Override
    public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> times) {
        Map<TopicPartition, OffsetAndTimestamp> found = new HashMap<>();
        times.forEach((partition, time) -> {
            long start = starts.getOrDefault(partition, 0L);
            found.put(partition, start < ends.get(partition) ? new OffsetAndTimestamp(start, time) : null);
        });
        return found;
    }
}
