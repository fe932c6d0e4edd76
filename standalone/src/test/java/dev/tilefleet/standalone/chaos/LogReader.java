package dev.tilefleet.standalone.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tilefleet.job.Documents;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.queue.KafkaConfig;
import dev.tilefleet.standalone.chaos.Evidence.End;
import dev.tilefleet.standalone.processes.TinyTile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What stands in the log. */
final class LogReader implements AutoCloseable {
    private static final ProcessID TINY = new ProcessID(TinyTile.PROCESS);
    private static final String ENDED = "dev.tilefleet.job.ended.v1";

    private final KafkaConfig config;
    private final Consumer<byte[], byte[]> consumer;
    private final Admin admin;

    LogReader(KafkaConfig config) {
        this.config = config;
        Map<String, Object> settings = Map.of("bootstrap.servers", config.bootstrapServers());
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.admin = Admin.create(settings);
    }

    /** Every record of jobs, outcomes, progress and dead letters, a topic after the other. */
    List<ConsumerRecord<byte[], byte[]>> records() {
        return Stream.of(
                        config.topics().jobs(TINY),
                        config.topics().progress(),
                        config.topics().outcomes(),
                        config.topics().deadLetters())
                .flatMap(topic -> records(topic).stream())
                .toList();
    }

    static List<End> ends(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .filter(record -> header(record, "ce_type").equals(ENDED))
                .map(record -> new End(
                        record.partition(),
                        record.offset(),
                        Instant.ofEpochMilli(record.timestamp()),
                        Documents.readOutcome(record.value())))
                .toList();
    }

    /** Of the group of workers. A partition that was never committed lags by all it has. */
    Map<Integer, Long> lag() {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(
                            config.topics().workers(TINY))
                    .partitionsToOffsetAndMetadata()
                    .get();
            Map<Integer, Long> lag = new TreeMap<>();
            consumer.endOffsets(partitions(config.topics().jobs(TINY))).forEach((partition, end) -> {
                OffsetAndMetadata done = committed.get(partition);
                lag.put(partition.partition(), done == null ? end : end - done.offset());
            });
            return lag;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }

    private List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        List<TopicPartition> partitions = partitions(topic);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
            consumer.poll(Duration.ofMillis(200)).forEach(records::add);
        }
        return records;
    }

    private List<TopicPartition> partitions(String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    @Override
    public void close() {
        consumer.close();
        admin.close();
    }
}
