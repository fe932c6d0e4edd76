package dev.tilefleet.worker.dequeue;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * This worker's place in the group of a topic: a consumer, and a new one in its stead where it is past help. Confined to
 * the polling thread.
 */
final class Membership {
    private static final Duration LEAVE_TIMEOUT = Duration.ofSeconds(5);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final String topic;
    private Consumer<byte[], byte[]> consumer;

    /** @param consumers gives a new one each time */
    Membership(Supplier<Consumer<byte[], byte[]>> consumers, String topic) {
        this.consumers = consumers;
        this.topic = topic;
        this.consumer = consumers.get();
    }

    /** The one that is a member now. */
    Consumer<byte[], byte[]> consumer() {
        return consumer;
    }

    void join(ConsumerRebalanceListener listener) {
        consumer.subscribe(List.of(topic), listener);
    }

    /**
     * Leaves the group as whoever it was and joins it as another.
     *
     * @param listener told of what this member owned, if it could still leave, and of what the next owns
     */
    void renew(ConsumerRebalanceListener listener) {
        try {
            consumer.unsubscribe();
        } finally {
            try {
                leave();
            } finally {
                consumer = consumers.get();
                join(listener);
            }
        }
    }

    void leave() {
        consumer.close(CloseOptions.timeout(LEAVE_TIMEOUT));
    }

    /**
     * Whether a consumer that failed so may never be a member again: one whom the coordinator answered what it did not
     * expect says so once, and from then on polls as if nothing were wrong.
     */
    static boolean isPastHelp(Throwable failure) {
        return failure instanceof KafkaException && !(failure instanceof RetriableException);
    }
}
