package dev.tilefleet.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.config.InvalidConfigurationException;
import dev.tilefleet.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaConfigTest {

    @Test
    void defaults() {
        assertThat(read(Map.of())).isEqualTo(new KafkaConfig("127.0.0.1:9092", new Topics("tilefleet"), 24, 1));
    }

    @Test
    void fullMapping(@TempDir Path folder) throws IOException {
        String file = Files.writeString(folder.resolve("client"), "security.protocol=SSL")
                .toString();

        assertThat(read(Map.of(
                        "TILEFLEET_KAFKA_BOOTSTRAP_SERVERS", "kafka-0:9092,kafka-1:9092",
                        "TILEFLEET_KAFKA_TOPIC_PREFIX", "staging.tiles",
                        "TILEFLEET_KAFKA_PARTITIONS", "96",
                        "TILEFLEET_KAFKA_PROPERTIES", file,
                        "TILEFLEET_KAFKA_REPLICATION_FACTOR", "3")))
                .isEqualTo(new KafkaConfig(
                        "kafka-0:9092,kafka-1:9092", new Topics("staging.tiles"), 96, 3, ClientProperties.read(file)));
    }

    @Test
    void aClientIsMadeWithItsOwnSettingsAndTheWayIn(@TempDir Path folder) throws IOException {
        String file = Files.writeString(folder.resolve("client"), "security.protocol=SSL")
                .toString();

        Map<String, Object> client =
                read(Map.of("TILEFLEET_KAFKA_PROPERTIES", file)).client(Map.of("client.id", "me"));

        assertThat(client)
                .containsOnly(
                        Map.entry("bootstrap.servers", "127.0.0.1:9092"),
                        Map.entry("security.protocol", "SSL"),
                        Map.entry("client.id", "me"));
    }

    @Test
    void tellsOfEveryProblemAtOnce() {
        assertThatThrownBy(() -> read(Map.of(
                        "TILEFLEET_KAFKA_TOPIC_PREFIX", "my tiles",
                        "TILEFLEET_KAFKA_PARTITIONS", "0",
                        "TILEFLEET_KAFKA_PROPERTIES", "/no/such/file",
                        "TILEFLEET_KAFKA_REPLICATION_FACTOR", "three")))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("TILEFLEET_KAFKA_TOPIC_PREFIX")
                .hasMessageContaining("TILEFLEET_KAFKA_PARTITIONS")
                .hasMessageContaining("TILEFLEET_KAFKA_PROPERTIES=/no/such/file: cannot be read")
                .hasMessageContaining("TILEFLEET_KAFKA_REPLICATION_FACTOR");
    }

    private static KafkaConfig read(Map<String, String> environment) {
        Settings settings = new Settings(environment);
        KafkaConfig config = KafkaConfig.from(settings);
        settings.check();
        return config;
    }
}
