package dev.tilefleet.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.config.Settings;
import dev.tilefleet.queue.KafkaConfig;
import dev.tilefleet.store.StoreConfig;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FoundationConfigTest {
    private static final Map<String, String> REQUIRED =
            Map.of("TILEFLEET_S3_ACCESS_KEY", "reader", "TILEFLEET_S3_SECRET_KEY", "of books");

    @Test
    void defaults() {
        Settings settings = new Settings(REQUIRED);

        assertThat(FoundationConfig.from(settings))
                .isEqualTo(new FoundationConfig(
                        ManagementConfig.from(settings), StoreConfig.from(settings), KafkaConfig.from(settings)));
    }

    @Test
    void fullMapping() {
        Map<String, String> environment = new HashMap<>(REQUIRED);
        environment.put("TILEFLEET_MANAGEMENT_PORT", "9091");
        environment.put("TILEFLEET_S3_BUCKET", "tiles");
        environment.put("TILEFLEET_KAFKA_TOPIC_PREFIX", "tiles");

        FoundationConfig config = FoundationConfig.from(new Settings(environment));

        assertThat(config.management().port()).isEqualTo(9091);
        assertThat(config.store().bucket()).isEqualTo("tiles");
        assertThat(config.kafka().topics().prefix()).isEqualTo("tiles");
        assertThat(config.toString()).doesNotContain("of books");
    }
}
