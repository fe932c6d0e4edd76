package dev.tilefleet.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.config.InvalidConfigurationException;
import dev.tilefleet.config.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaConfigTest {

    @Test
    void defaults() {
        assertThat(read(Map.of())).isEqualTo(new KafkaConfig("127.0.0.1:9092", new Topics("tilefleet"), 24, 1));
    }

    @Test
    void fullMapping() {
        assertThat(read(Map.of(
                        "TILEFLEET_KAFKA_BOOTSTRAP_SERVERS", "kafka-0:9092,kafka-1:9092",
                        "TILEFLEET_KAFKA_TOPIC_PREFIX", "staging.tiles",
                        "TILEFLEET_KAFKA_PARTITIONS", "96",
                        "TILEFLEET_KAFKA_REPLICATION_FACTOR", "3")))
                .isEqualTo(new KafkaConfig("kafka-0:9092,kafka-1:9092", new Topics("staging.tiles"), 96, 3));
    }

    @Test
    void tellsOfEveryProblemAtOnce() {
        assertThatThrownBy(() -> read(Map.of(
                        "TILEFLEET_KAFKA_TOPIC_PREFIX", "my tiles",
                        "TILEFLEET_KAFKA_PARTITIONS", "0",
                        "TILEFLEET_KAFKA_REPLICATION_FACTOR", "three")))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("TILEFLEET_KAFKA_TOPIC_PREFIX")
                .hasMessageContaining("TILEFLEET_KAFKA_PARTITIONS")
                .hasMessageContaining("TILEFLEET_KAFKA_REPLICATION_FACTOR");
    }

    private static KafkaConfig read(Map<String, String> environment) {
        Settings settings = new Settings(environment);
        KafkaConfig config = KafkaConfig.from(settings);
        settings.check();
        return config;
    }
}
