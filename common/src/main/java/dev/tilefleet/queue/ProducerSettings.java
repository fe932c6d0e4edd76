package dev.tilefleet.queue;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * How this project produces: acknowledged by all in-sync replicas, idempotent, each record at once, and given up after
 * half a minute.
 */
final class ProducerSettings {
    private static final int REQUEST_TIMEOUT = (int) Duration.ofSeconds(10).toMillis();
    private static final int DELIVERY_TIMEOUT = (int) Duration.ofSeconds(30).toMillis();

    private ProducerSettings() {}

    static Map<String, Object> of(KafkaConfig config, String clientID) {
        return config.client(Map.of(
                ProducerConfig.CLIENT_ID_CONFIG,
                clientID,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                REQUEST_TIMEOUT,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                DELIVERY_TIMEOUT,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                DELIVERY_TIMEOUT));
    }
}
