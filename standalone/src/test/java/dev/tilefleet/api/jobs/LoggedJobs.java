package dev.tilefleet.api.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tilefleet.job.Job;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.Problem;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.job.Sha256;
import dev.tilefleet.job.Timings;
import dev.tilefleet.queue.FleetLog;
import dev.tilefleet.queue.KafkaConfig;
import dev.tilefleet.store.ObjectKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * So many jobs, a millisecond apart, as a fleet leaves them in the log: of a thousand one has not ended, a few failed or
 * were dismissed, the others have a mask.
 *
 * @param begin when the first was submitted
 */
record LoggedJobs(ProcessID process, int count, Instant begin) {
    private static final Sha256 MODEL = Sha256.of("model".getBytes(UTF_8));
    /** Each job ends after so many others were submitted. */
    private static final int QUEUE = 100;

    Job job(int number) {
        Instant submitted = begin.plusMillis(number);
        return new Job(
                id(number),
                process,
                "everybody",
                new Job.Input(
                        "inputs/" + id(number) + "/5c0ffee5c0ffee00",
                        3_145_920,
                        MODEL,
                        "image/tiff",
                        Optional.of("S2A_MSIL2A_20261101T104921_N0511_R051_T31UFS_%08d.tif".formatted(number))),
                MODEL,
                submitted,
                submitted.plus(Duration.ofHours(24)),
                submitted.plus(Duration.ofDays(8)),
                List.of(),
                Map.of());
    }

    JobID id(int number) {
        // Golden-ratio steps: spread like random ids, and told again for the same number.
        return new JobID(new UUID(number * 0x9e3779b97f4a7c15L, Long.reverse(number) ^ process.hashCode()));
    }

    boolean isOpen(int number) {
        return number % 1_000 == 999;
    }

    Outcome outcome(int number) {
        Job job = job(number);
        return Outcome.of(
                job,
                job.submitted().plusSeconds(3),
                ending(number),
                number % 97 == 0 ? Optional.empty() : Optional.of(execution(number)));
    }

    private Outcome.Ending ending(int number) {
        if (number % 97 == 0) {
            return new Outcome.Dismissed();
        }
        if (number % 50 == 0) {
            return new Outcome.Failed(new Problem(
                    ProblemType.TOO_FEW_BANDS, "The tile has 3 bands, cloud-mask takes 6 in the order of its item."));
        }
        String key = ObjectKeys.result(id(number), attempt(number));
        return new Outcome.Successful(new Outcome.Result(key, 262_272, Sha256.of(key.getBytes(UTF_8))));
    }

    private static Outcome.Execution execution(int number) {
        return new Outcome.Execution(
                MODEL,
                "tilefleet-worker-cloud-mask-7d9f8b6c5-x2k4" + number % 16,
                attempt(number),
                new Timings(Map.of(
                        Timings.Stage.QUEUED, Duration.ofNanos(1_500_250_000L + number * 1_000L),
                        Timings.Stage.FETCH, Duration.ofNanos(12_345_000),
                        Timings.Stage.CLEARANCE, Duration.ofNanos(5_071_000),
                        Timings.Stage.DECODE, Duration.ofNanos(13_250_000),
                        Timings.Stage.INFER, Duration.ofNanos(604_000_000),
                        Timings.Stage.ENCODE, Duration.ofNanos(71_000),
                        Timings.Stage.STORE, Duration.ofNanos(9_000_000))));
    }

    private static String attempt(int number) {
        return "%016x".formatted(number * 0x9e3779b97f4a7c15L);
    }

    /** Jobs and outcomes in the order in which they happen. */
    void append(KafkaConfig config) {
        Unwaiting producer = new Unwaiting(config);
        try (FleetLog log = new FleetLog(config.topics(), producer)) {
            for (int number = 0; number < count + QUEUE; number++) {
                if (number % QUEUE == 0) {
                    // No job ends before it is in the log.
                    producer.flush();
                }
                if (number < count) {
                    log.append(job(number));
                }
                int ending = number - QUEUE;
                if (ending >= 0 && !isOpen(ending)) {
                    log.append(outcome(ending));
                }
            }
        }
    }

    /** Sends without being waited for; yet each record in a batch of its own, as it is in a fleet's log. */
    private static final class Unwaiting extends MockProducer<byte[], byte[]> {
        private final KafkaProducer<byte[], byte[]> real;
        private final AtomicReference<Exception> failure = new AtomicReference<>();

        Unwaiting(KafkaConfig config) {
            this.real = new KafkaProducer<>(
                    Map.of(
                            "bootstrap.servers",
                            config.bootstrapServers(),
                            "batch.size",
                            0,
                            "enable.idempotence",
                            false),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
            var _ = real.send(record, (_, refusal) -> failure.compareAndSet(null, refusal));
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public synchronized void flush() {
            real.flush();
        }

        @Override
        public List<PartitionInfo> partitionsFor(String topic) {
            return real.partitionsFor(topic);
        }

        @Override
        public void close(Duration timeout) {
            real.close();
            if (failure.get() != null) {
                throw new IllegalStateException("a record did not get into the log", failure.get());
            }
        }
    }
}
