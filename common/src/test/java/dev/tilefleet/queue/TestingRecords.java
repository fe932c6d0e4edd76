package dev.tilefleet.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tilefleet.job.Job;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.job.Progress;
import dev.tilefleet.job.Sha256;
import dev.tilefleet.job.Tombstone;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** One of each thing that is appended, and records as a consumer gets them. */
final class TestingRecords {
    static final JobID ID = JobID.of("0b9f4f3e-6a3c-4f0e-9d5a-2f1c7e8b9a10");
    static final Job JOB = job(ID, "cloud-mask");
    static final Outcome OUTCOME =
            Outcome.of(JOB, Instant.parse("2026-11-01T12:00:02.5Z"), new Outcome.Dismissed(), Optional.empty());
    static final Progress PROGRESS = new Progress(ID, JOB.process(), "worker-7", Instant.parse("2026-11-01T12:00:01Z"));
    static final Tombstone TOMBSTONE = Tombstone.of(JOB, Instant.parse("2026-11-03T12:00:00Z"));

    private TestingRecords() {}

    static Job job(JobID id, String process) {
        return new Job(
                id,
                new ProcessID(process),
                "alice",
                new Job.Input("inputs/a/b", 4, Sha256.of("tile".getBytes(UTF_8)), "image/tiff", Optional.empty()),
                Sha256.of("model".getBytes(UTF_8)),
                Instant.parse("2026-11-01T12:00:00.123456Z"),
                Instant.parse("2026-11-02T12:00:00Z"),
                Instant.parse("2026-11-09T12:00:00Z"),
                List.of(),
                Map.of());
    }

    /** What a consumer gets of a record that was appended. */
    static ConsumerRecord<byte[], byte[]> received(ProducerRecord<byte[], byte[]> sent) {
        ConsumerRecord<byte[], byte[]> received = received(sent.topic(), sent.key(), sent.value());
        sent.headers().forEach(received.headers()::add);
        return received;
    }

    /** A record at offset 41 of partition 5. */
    static ConsumerRecord<byte[], byte[]> received(String topic, byte[] key, byte[] value) {
        return new ConsumerRecord<>(topic, 5, 41, key, value);
    }

    /** A line each: {@code name: value}. */
    static String text(Headers headers) {
        return Arrays.stream(headers.toArray())
                .map(TestingRecords::line)
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private static String line(Header header) {
        return header.key() + ": " + new String(header.value(), UTF_8);
    }
}
