package dev.tilefleet.api.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tilefleet.job.Documents;
import dev.tilefleet.job.Job;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.Tombstone;
import dev.tilefleet.queue.FleetLog;
import dev.tilefleet.queue.Topics;
import dev.tilefleet.store.ObjectKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Store and queue in memory, which note what is written to either, and may be gone from some write on. */
final class TestingSystems {
    final List<String> writes = new ArrayList<>();
    final TestingTileStore store = new TestingTileStore(this::write);
    final FleetLog log = new FleetLog(new Topics("tiles"), new NotingProducer());
    private int left = Integer.MAX_VALUE;
    private String awaited = "";
    private Runnable beforehand = () -> {};

    /** Whoever writes is killed before it writes for one time more than this. */
    void killAfter(int writes) {
        left = writes;
    }

    /** Somebody else is quicker than the first write that begins so. */
    void justBefore(String write, Runnable somebody) {
        awaited = write;
        beforehand = somebody;
    }

    void heal() {
        left = Integer.MAX_VALUE;
    }

    /** What intake leaves. */
    void asked(Job job) {
        put(ObjectKeys.job(job.jobID()), Documents.write(job));
        put(job.input().key(), "tile".getBytes(UTF_8));
    }

    /** What a worker leaves, without the record. */
    void ended(Outcome outcome) {
        put(ObjectKeys.outcome(outcome.jobID()), Documents.write(outcome));
        put(ObjectKeys.result(outcome.jobID(), "00c0ffee"), "mask".getBytes(UTF_8));
        put(ObjectKeys.result(outcome.jobID(), "5eed5eed"), "orphan".getBytes(UTF_8));
    }

    void buried(Tombstone tombstone) {
        put(ObjectKeys.tombstone(tombstone.jobID()), Documents.write(tombstone));
    }

    private void put(String key, byte[] body) {
        store.objects.put(key, body);
    }

    private void write(String what) {
        if (left == 0) {
            throw new KilledException();
        }
        left--;
        if (what.startsWith(awaited)) {
            beforehand.run();
            beforehand = () -> {};
        }
        writes.add(what);
    }

    /** The end of the process, as far as a test can have it. */
    static final class KilledException extends RuntimeException {}

    private final class NotingProducer extends MockProducer<byte[], byte[]> {
        private NotingProducer() {
            super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
            String type = new String(record.headers().lastHeader("ce_type").value(), UTF_8);
            write("send %s %s %s".formatted(type, new String(record.key(), UTF_8), new String(record.value(), UTF_8)));
            return super.send(record);
        }
    }
}
