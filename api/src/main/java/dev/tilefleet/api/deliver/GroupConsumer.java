package dev.tilefleet.api.deliver;

import dev.tilefleet.queue.GroupProtocol;
import dev.tilefleet.queue.KafkaConfig;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Makes the consumer that reads what callbacks are told of. */
final class GroupConsumer {
    /** All of one poll is in memory, and made durable together. */
    private static final int RECORDS_A_POLL = 100;

    private static final int FETCH_BYTES = 4 << 20;
    private static final int PARTITION_FETCH_BYTES = 1 << 18;

    private GroupConsumer() {}

    /** @throws dev.tilefleet.queue.QueueUnavailableException if the brokers do not answer */
    static Consumer<byte[], byte[]> open(KafkaConfig config) {
        GroupProtocol protocol = GroupProtocol.offeredBy(config);
        Map<String, Object> settings = new HashMap<>(Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG,
                "tilefleet-deliveries",
                ConsumerConfig.GROUP_ID_CONFIG,
                config.topics().deliveries(),
                ConsumerConfig.GROUP_PROTOCOL_CONFIG,
                protocol.setting(),
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                // Without offsets everything is read again, and what is recorded as told is not told again.
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false));
        settings.putAll(Map.of(
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                RECORDS_A_POLL,
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                FETCH_BYTES,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                PARTITION_FETCH_BYTES));
        if (protocol == GroupProtocol.CLASSIC) {
            settings.put(
                    ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        }
        return new KafkaConsumer<>(config.client(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
