package dev.tilefleet.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tilefleet.job.Documents;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.TraceParent;
import dev.tilefleet.queue.FleetLog;
import dev.tilefleet.queue.Topics;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A log in memory, and what was appended to it. */
public final class TestingLog {
    private static final Topics TOPICS = new Topics("tilefleet");
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());

    public FleetLog log() {
        return new FleetLog(TOPICS, producer);
    }

    /** Nothing is taken any more. */
    public void breakDown() {
        producer.sendException = new TimeoutException("no broker");
    }

    /** The outcomes that were told, in order. */
    public List<Outcome> outcomes() {
        return records(TOPICS.outcomes())
                .map(ProducerRecord::value)
                .map(Documents::readOutcome)
                .toList();
    }

    /** To which traces they were told to belong. */
    public List<Optional<TraceParent>> tracesOfOutcomes() {
        return records(TOPICS.outcomes()).map(TestingLog::trace).toList();
    }

    private static Optional<TraceParent> trace(ProducerRecord<byte[], byte[]> record) {
        return Optional.ofNullable(record.headers().lastHeader(TraceParent.HEADER))
                .map(header -> new TraceParent(new String(header.value(), UTF_8)));
    }

    public long hints() {
        return records(TOPICS.progress()).count();
    }

    /** The values that were set aside. */
    public List<byte[]> deadLetters() {
        return records(TOPICS.deadLetters()).map(ProducerRecord::value).toList();
    }

    private Stream<ProducerRecord<byte[], byte[]>> records(String topic) {
        return producer.history().stream().filter(record -> record.topic().equals(topic));
    }
}
