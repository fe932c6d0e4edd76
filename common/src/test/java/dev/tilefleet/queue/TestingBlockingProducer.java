package dev.tilefleet.queue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Holds the sender until its topic is there, as the real one does. */
final class TestingBlockingProducer extends MockProducer<byte[], byte[]> {
    private final CountDownLatch topicIsThere;
    private final CountDownLatch sent = new CountDownLatch(1);

    TestingBlockingProducer(CountDownLatch topicIsThere) {
        super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        this.topicIsThere = topicIsThere;
    }

    // Not synchronized, as the mock's is: the test looks at the history meanwhile.
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
        try {
            topicIsThere.await();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
        Future<RecordMetadata> taken = super.send(record);
        sent.countDown();
        return taken;
    }

    void awaitSend() throws InterruptedException {
        sent.await();
    }
}
