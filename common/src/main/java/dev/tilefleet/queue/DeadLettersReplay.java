package dev.tilefleet.queue;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends dead letters back to the topics they came from, as they were: for after an upgrade that reads them.
 *
 * <p>The letters stay where they are. One run sends a record once, though a worker that was killed may have set it
 * aside twice.
 */
public final class DeadLettersReplay implements AutoCloseable {
    private final Producer<byte[], byte[]> producer;
    private final Set<DeadLetter.Origin> sent = new HashSet<>();

    public DeadLettersReplay(KafkaConfig config, String clientID) {
        this(new KafkaProducer<>(
                ProducerSettings.of(config, clientID), new ByteArraySerializer(), new ByteArraySerializer()));
    }

    /** Sends by this producer, which is closed with this replay. */
    DeadLettersReplay(Producer<byte[], byte[]> producer) {
        this.producer = requireNonNull(producer, "producer");
    }

    /** What became of a letter. */
    public enum Result {
        /** Acknowledged by its topic. */
        SENT,
        /** Sent by this run already. */
        SENT_BEFORE,
        /** It has no value: the record was too large to be set aside. */
        WITHOUT_VALUE,
        /** It does not say where it came from. */
        WITHOUT_ORIGIN
    }

    /**
     * Sends one letter back, if that can be done.
     *
     * @throws QueueUnavailableException if its topic does not acknowledge; it may stand there all the same
     */
    public Result replay(DeadLetter letter) {
        Optional<DeadLetter.Origin> origin = letter.origin();
        if (origin.isEmpty()) {
            return Result.WITHOUT_ORIGIN;
        }
        if (!letter.hasValue()) {
            return Result.WITHOUT_VALUE;
        }
        if (sent.contains(origin.get())) {
            return Result.SENT_BEFORE;
        }
        acknowledged(letter.to(origin.get().topic()));
        sent.add(origin.get());
        return Result.SENT;
    }

    private void acknowledged(ProducerRecord<byte[], byte[]> record) {
        try {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw new QueueUnavailableException("topic " + record.topic() + " did not acknowledge", e.getCause());
        } catch (KafkaException e) {
            throw new QueueUnavailableException("topic " + record.topic() + " did not acknowledge", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueueUnavailableException("interrupted before topic " + record.topic() + " acknowledged", e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
