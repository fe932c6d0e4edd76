package dev.tilefleet.standalone;

import static dev.tilefleet.standalone.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.config.Settings;
import dev.tilefleet.job.Documents;
import dev.tilefleet.job.Job;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.queue.KafkaConfig;
import dev.tilefleet.store.JobArchive;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an api makes of records on the outcomes topic that no process of this release wrote. */
final class OutcomesTopicIT {
    /** Less than the silence after which a replica asks the store. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path data;

    private FleetInParts fleet;
    private TestingWorker worker;
    private KafkaConfig kafka;
    private Producer<byte[], byte[]> producer;

    @BeforeEach
    void start() throws InterruptedException {
        fleet = new FleetInParts(data, Map.of());
        worker = new TestingWorker(fleet);
        kafka = KafkaConfig.from(new Settings(fleet.environment()));
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @AfterEach
    void stop() {
        producer.close();
        worker.close();
        fleet.close();
    }

    @Test
    void aRecordThatLostItsHeadersTellsAnEnd() throws Exception {
        JobID job = submitted();
        Outcome outcome = worker.decide(job);

        producer.send(record(job, Documents.write(outcome))).get();

        assertThat(seenToEnd(job)).isEqualTo("successful");
    }

    @Test
    void aRecordOfALaterReleaseIsLeftAlone() throws Exception {
        JobID job = submitted();
        Job asked = new JobArchive(fleet.store()).find(job).orElseThrow();
        Outcome tempting = Outcome.of(asked, Instant.now(), new Outcome.Dismissed(), Optional.empty());
        ProducerRecord<byte[], byte[]> later = record(job, Documents.write(tempting));
        later.headers().add("ce_type", "dev.tilefleet.job.archived.v1".getBytes(UTF_8));
        producer.send(later).get();

        worker.finish(job);

        assertThat(seenToEnd(job)).isEqualTo("successful");
    }

    private JobID submitted() {
        return JobID.of(fleet.user()
                .submit(FleetInParts.PROCESS, TileJourneyIT.tenBands(1_000))
                .substring("/jobs/".length()));
    }

    private ProducerRecord<byte[], byte[]> record(JobID job, byte[] value) {
        return new ProducerRecord<>(kafka.topics().outcomes(), job.toString().getBytes(UTF_8), value);
    }

    private String seenToEnd(JobID job) {
        return eventually(
                "the end of " + job,
                PATIENCE,
                () -> Optional.of(fleet.user()
                                .status("/jobs/" + job)
                                .path("status")
                                .asText())
                        .filter(status -> !status.equals("accepted")));
    }
}
