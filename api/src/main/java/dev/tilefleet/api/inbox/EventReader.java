package dev.tilefleet.api.inbox;

import dev.tilefleet.queue.GroupProtocol;
import dev.tilefleet.queue.KafkaConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topic of bucket events as a member of a group, so that each is heard by one replica, on a thread of its own.
 * Events are hints: what is lost, or comes before anybody listened, is found by a sweep. So offsets are committed as they
 * come, and a group that gives out nothing costs time only.
 */
final class EventReader implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EventReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration BACK_OFF = Duration.ofSeconds(5);
    private static final int RECORDS_A_POLL = 100;

    private final KafkaConfig kafka;
    private final BucketEvents events;
    private final Hint hint;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().name("inbox-events").daemon().unstarted(this::run);
    private volatile Optional<Consumer<byte[], byte[]>> reading = Optional.empty();

    /** Hears that something was written at a key. */
    interface Hint {
        void at(String key) throws InterruptedException;
    }

    /** Reads nothing yet. */
    EventReader(KafkaConfig kafka, BucketEvents events, Hint hint) {
        this.kafka = kafka;
        this.events = events;
        this.hint = hint;
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (closing.getCount() > 0) {
                read();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() throws InterruptedException {
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            reading = Optional.of(consumer);
            consumer.subscribe(List.of(kafka.topics().bucketEvents()));
            while (closing.getCount() > 0) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    for (String key : events.keys(record.value())) {
                        hint.at(key);
                    }
                }
            }
        } catch (WakeupException _) {
            log.atDebug().log("hearing of dropped files ends");
        } catch (RuntimeException e) {
            log.atWarn()
                    .addKeyValue("reason", e.toString())
                    .log("bucket events cannot be read now, sweeps find the files");
            var _ = closing.await(BACK_OFF.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            reading = Optional.empty();
        }
    }

    private Consumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                kafka.client(Map.of(
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        "tilefleet-inbox",
                        ConsumerConfig.GROUP_ID_CONFIG,
                        kafka.topics().inbox(),
                        ConsumerConfig.GROUP_PROTOCOL_CONFIG,
                        GroupProtocol.offeredBy(kafka).setting(),
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "latest",
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        RECORDS_A_POLL)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        closing.countDown();
        reading.ifPresent(Consumer::wakeup);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
