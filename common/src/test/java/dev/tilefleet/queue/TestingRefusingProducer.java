package dev.tilefleet.queue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Takes every record, and then does not acknowledge some. */
final class TestingRefusingProducer extends MockProducer<byte[], byte[]> {
    private final Predicate<ProducerRecord<byte[], byte[]>> refused;
    private final KafkaException refusal;

    TestingRefusingProducer(Predicate<ProducerRecord<byte[], byte[]>> refused, KafkaException refusal) {
        super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        this.refused = refused;
        this.refusal = refusal;
    }

    @Override
    public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
        return refused.test(record) ? CompletableFuture.failedFuture(refusal) : super.send(record);
    }
}
