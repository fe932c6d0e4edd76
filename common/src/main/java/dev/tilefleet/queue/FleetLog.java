package dev.tilefleet.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tilefleet.job.Documents;
import dev.tilefleet.job.Job;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.Progress;
import dev.tilefleet.job.Tombstone;
import dev.tilefleet.job.TraceParent;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends to the topics: a job, its end, its removal, a hint of its progress, a record nobody could read.
 *
 * <p>An append returns when the record is acknowledged by all in-sync replicas. The producer is idempotent and not
 * transactional: a transaction's markers would count as consumer lag for ever.
 */
public final class FleetLog implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FleetLog.class);

    private final Topics topics;
    private final Producer<byte[], byte[]> producer;
    private final Executor hints;
    // One a topic: jobs of two processes that come by turns would else reach every other partition only.
    private final Map<String, PartitionRound> rounds = new ConcurrentHashMap<>();

    public FleetLog(KafkaConfig config, String clientID) {
        this(
                config.topics(),
                new KafkaProducer<>(
                        ProducerSettings.of(config, clientID), new ByteArraySerializer(), new ByteArraySerializer()),
                HintThread.executor());
    }

    /** Appends by this producer, which is closed with this log; hints too are sent on the caller's thread. */
    public FleetLog(Topics topics, Producer<byte[], byte[]> producer) {
        this(topics, producer, Runnable::run);
    }

    /**
     * Appends by this producer, which is closed with this log.
     *
     * @param producer idempotent, asks for acknowledgement by all replicas, has no transactions
     * @param hints sends hints
     */
    FleetLog(Topics topics, Producer<byte[], byte[]> producer, Executor hints) {
        this.topics = topics;
        this.producer = producer;
        this.hints = hints;
    }

    /**
     * Queues a job for the workers of its process.
     *
     * @throws QueueUnavailableException if it is not acknowledged; it may be queued all the same
     */
    public void append(Job job) {
        append(job, Optional.empty());
    }

    /**
     * The same for a request that belongs to a trace, perhaps.
     *
     * @throws QueueUnavailableException if it is not acknowledged; it may be queued all the same
     */
    public void append(Job job, Optional<TraceParent> trace) {
        String topic = topics.jobs(job.process());
        Headers headers = CloudEventHeaders.traced(CloudEventHeaders.accepted(job), trace);
        acknowledged(
                new ProducerRecord<>(topic, nextPartition(topic), key(job.jobID()), Documents.write(job), headers));
    }

    /**
     * Tells of a job that no worker takes: where its end will be told too, since it has no queue.
     *
     * @throws QueueUnavailableException if it is not acknowledged; it may be told all the same
     */
    public void announce(Job job) {
        acknowledged(new ProducerRecord<>(
                topics.outcomes(), null, key(job.jobID()), Documents.write(job), CloudEventHeaders.accepted(job)));
    }

    /**
     * Tells that a job ended.
     *
     * @throws QueueUnavailableException if it is not acknowledged; it may be told all the same
     */
    public void append(Outcome outcome) {
        append(outcome, Optional.empty());
    }

    /**
     * The same of a job whose request belongs to a trace, perhaps.
     *
     * @throws QueueUnavailableException if it is not acknowledged; it may be told all the same
     */
    public void append(Outcome outcome, Optional<TraceParent> trace) {
        acknowledged(new ProducerRecord<>(
                topics.outcomes(),
                null,
                key(outcome.jobID()),
                Documents.write(outcome),
                CloudEventHeaders.traced(CloudEventHeaders.ended(outcome), trace)));
    }

    /**
     * Tells that an ended job is removed.
     *
     * @throws QueueUnavailableException if it is not acknowledged; it may be told all the same
     */
    public void append(Tombstone tombstone) {
        acknowledged(new ProducerRecord<>(
                topics.outcomes(),
                null,
                key(tombstone.jobID()),
                Documents.write(tombstone),
                CloudEventHeaders.removed(tombstone)));
    }

    /** Tells that a worker began with a job, if the broker is there to hear it; nobody waits for that. */
    public void hint(Progress progress) {
        hint(progress, Optional.empty());
    }

    /** The same of a job whose request belongs to a trace, perhaps. */
    public void hint(Progress progress, Optional<TraceParent> trace) {
        hints.execute(() -> send(progress, trace));
    }

    private void send(Progress progress, Optional<TraceParent> trace) {
        try {
            var _ = producer.send(new ProducerRecord<>(
                    topics.progress(),
                    null,
                    key(progress.jobID()),
                    Documents.write(progress),
                    CloudEventHeaders.traced(CloudEventHeaders.progress(progress), trace)));
        } catch (KafkaException e) {
            log.atDebug().setCause(e).addKeyValue("jobID", progress.jobID()).log("progress hint lost");
        }
    }

    /**
     * Sets a record aside, as it came, with its origin and the reason. One too large for that leaves its origin only.
     *
     * @throws QueueUnavailableException if it is not acknowledged
     */
    public void deadLetter(UnreadableRecord record) {
        ConsumerRecord<byte[], byte[]> raw = record.raw();
        try {
            acknowledged(letter(
                    record, new ProducerRecord<>(topics.deadLetters(), null, raw.key(), raw.value(), raw.headers())));
        } catch (QueueUnavailableException e) {
            // It would be too large for ever, and whoever waits for it would wait as long.
            if (!(e.getCause() instanceof RecordTooLargeException)) {
                throw e;
            }
            log.atWarn().addKeyValue("origin", record.origin()).log("unreadable record is too large to be set aside");
            acknowledged(letter(record, new ProducerRecord<>(topics.deadLetters(), null)));
        }
    }

    private static ProducerRecord<byte[], byte[]> letter(
            UnreadableRecord record, ProducerRecord<byte[], byte[]> letter) {
        ConsumerRecord<byte[], byte[]> raw = record.raw();
        letter.headers()
                .add("tilefleet_reason", record.reason().getBytes(UTF_8))
                .add("tilefleet_origin_topic", raw.topic().getBytes(UTF_8))
                .add(
                        "tilefleet_origin_partition",
                        Integer.toString(raw.partition()).getBytes(UTF_8))
                .add("tilefleet_origin_offset", Long.toString(raw.offset()).getBytes(UTF_8));
        return letter;
    }

    private int nextPartition(String topic) {
        try {
            int partitions = producer.partitionsFor(topic).size();
            return rounds.computeIfAbsent(topic, _ -> new PartitionRound()).next(partitions);
        } catch (KafkaException e) {
            throw new QueueUnavailableException("topic " + topic + " cannot be reached", e);
        }
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

    private static byte[] key(JobID job) {
        return job.toString().getBytes(UTF_8);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
