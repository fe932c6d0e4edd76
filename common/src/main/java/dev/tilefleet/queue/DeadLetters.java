package dev.tilefleet.queue;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the dead-letters topic as it stands. Without a group: nothing is committed, and everybody reads all of it. */
public final class DeadLetters implements AutoCloseable {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int POLLS_IN_VAIN = 30;

    private final String topic;
    private final Consumer<byte[], byte[]> consumer;

    public DeadLetters(KafkaConfig config, String clientID) {
        this(
                config.topics(),
                new KafkaConsumer<>(
                        settings(config, clientID), new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    /** Reads by this consumer, which is closed with this reader. */
    DeadLetters(Topics topics, Consumer<byte[], byte[]> consumer) {
        this.topic = topics.deadLetters();
        this.consumer = requireNonNull(consumer, "consumer");
    }

    private static Map<String, Object> settings(KafkaConfig config, String clientID) {
        return config.client(Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG,
                clientID,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                // Where retention removes what was just about to be read.
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                30_000));
    }

    /**
     * Hands over every letter, oldest first, up to those that are there now: a letter written meanwhile, because a
     * replayed record is as unreadable as before, is not among them.
     *
     * @throws QueueUnavailableException if the brokers do not answer, or the topic is not there
     */
    public void read(java.util.function.Consumer<DeadLetter> reader) {
        try {
            List<TopicPartition> partitions = partitions();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            int inVain = 0;
            while (!isRead(ends)) {
                var records = consumer.poll(POLL);
                inVain = records.isEmpty() ? inVain + 1 : 0;
                if (inVain == POLLS_IN_VAIN) {
                    throw new QueueUnavailableException("topic " + topic + " yields no record any more", null);
                }
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    if (record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()))) {
                        reader.accept(new DeadLetter(record));
                    }
                }
            }
        } catch (KafkaException e) {
            throw new QueueUnavailableException("topic " + topic + " cannot be read", e);
        }
    }

    private boolean isRead(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private List<TopicPartition> partitions() {
        List<PartitionInfo> partitions = consumer.partitionsFor(topic);
        if (partitions == null || partitions.isEmpty()) {
            throw new QueueUnavailableException("there is no topic " + topic, null);
        }
        return partitions.stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
