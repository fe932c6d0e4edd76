package dev.tilefleet.api.jobs;

import dev.tilefleet.queue.KafkaConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The consumer behind the view: no group, and a log that was cut off is read from its begin. */
final class ViewConsumer {
    private static final Duration FETCH_WAIT = Duration.ofMillis(500);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration API_TIMEOUT = Duration.ofSeconds(15);
    /** Few enough to be garbage before a collector has to copy them. */
    private static final int RECORDS_A_POLL = 2_000;

    private static final int FETCH_BYTES = 8 << 20;
    private static final int PARTITION_FETCH_BYTES = 1 << 19;
    private static final int RECEIVE_BUFFER = 1 << 20;

    private ViewConsumer() {}

    static Consumer<byte[], byte[]> open(KafkaConfig config) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG,
                "tilefleet-view",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false));
        settings.putAll(Map.of(
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                (int) FETCH_WAIT.toMillis(),
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) REQUEST_TIMEOUT.toMillis(),
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) API_TIMEOUT.toMillis(),
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                RECORDS_A_POLL,
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                FETCH_BYTES,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                PARTITION_FETCH_BYTES,
                ConsumerConfig.RECEIVE_BUFFER_CONFIG,
                RECEIVE_BUFFER));
        return new KafkaConsumer<>(config.client(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
