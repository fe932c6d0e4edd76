package dev.tilefleet.queue;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.config.Setting;
import dev.tilefleet.config.Settings;
import java.util.List;

/**
 * Where the brokers are, and how topics are made.
 *
 * @param partitions of each jobs topic: the most workers that can share one process's queue
 * @param replicationFactor of every topic; from 3 on, min.insync.replicas is 2
 */
public record KafkaConfig(String bootstrapServers, Topics topics, int partitions, int replicationFactor) {
    public static final Setting BOOTSTRAP_SERVERS =
            new Setting("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092", "Kafka brokers, `host:port`, separated by commas");
    public static final Setting TOPIC_PREFIX =
            new Setting("KAFKA_TOPIC_PREFIX", "tilefleet", "What the names of topics and consumer groups begin with");
    public static final Setting PARTITIONS = new Setting(
            "KAFKA_PARTITIONS",
            "24",
            "Partitions of each jobs topic when it is created: the most workers that can share one queue");
    public static final Setting REPLICATION_FACTOR =
            new Setting("KAFKA_REPLICATION_FACTOR", "1", "Replicas of each topic when it is created; 3 in production");

    public static final List<Setting> SETTINGS =
            List.of(BOOTSTRAP_SERVERS, TOPIC_PREFIX, PARTITIONS, REPLICATION_FACTOR);

    public KafkaConfig {
        requireNonNull(bootstrapServers, "bootstrapServers");
        requireNonNull(topics, "topics");
    }

    public static KafkaConfig from(Settings settings) {
        return new KafkaConfig(
                settings.text(BOOTSTRAP_SERVERS),
                settings.optional(TOPIC_PREFIX, Topics::new).orElseThrow(),
                settings.number(PARTITIONS, 1, 10_000),
                settings.number(REPLICATION_FACTOR, 1, 100));
    }
}
