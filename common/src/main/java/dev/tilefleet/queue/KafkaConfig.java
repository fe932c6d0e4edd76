package dev.tilefleet.queue;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.config.Setting;
import dev.tilefleet.config.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * Where the brokers are, how one gets in, and how topics are made.
 *
 * @param partitions of each jobs topic: the most workers that can share one process's queue
 * @param replicationFactor of every topic; from 3 on, min.insync.replicas is 2
 * @param properties of every client
 */
public record KafkaConfig(
        String bootstrapServers, Topics topics, int partitions, int replicationFactor, ClientProperties properties) {
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

    public static final Setting PROPERTIES = new Setting(
            "KAFKA_PROPERTIES",
            "",
            "File with what Kafka clients must know to get in: `security.protocol`, `sasl.…`, `ssl.…`, as Kafka's own tools take it");

    public static final List<Setting> SETTINGS =
            List.of(BOOTSTRAP_SERVERS, TOPIC_PREFIX, PARTITIONS, REPLICATION_FACTOR, PROPERTIES);

    public KafkaConfig {
        requireNonNull(bootstrapServers, "bootstrapServers");
        requireNonNull(topics, "topics");
        requireNonNull(properties, "properties");
    }

    /** Brokers that let everybody in. */
    public KafkaConfig(String bootstrapServers, Topics topics, int partitions, int replicationFactor) {
        this(bootstrapServers, topics, partitions, replicationFactor, ClientProperties.NONE);
    }

    public static KafkaConfig from(Settings settings) {
        return new KafkaConfig(
                settings.text(BOOTSTRAP_SERVERS),
                settings.optional(TOPIC_PREFIX, Topics::new).orElseThrow(),
                settings.number(PARTITIONS, 1, 10_000),
                settings.number(REPLICATION_FACTOR, 1, 100),
                settings.optional(PROPERTIES, ClientProperties::read).orElse(ClientProperties.NONE));
    }

    /**
     * What a client of these brokers is to be made with.
     *
     * @param settings of that client, by Kafka's names
     */
    public Map<String, Object> client(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(properties.values());
        all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        all.putAll(settings);
        return all;
    }
}
