package dev.tilefleet.standalone;

import static dev.tilefleet.standalone.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.config.Secret;
import dev.tilefleet.config.Settings;
import dev.tilefleet.job.Job;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.job.Sha256;
import dev.tilefleet.lifecycle.Opened;
import dev.tilefleet.queue.FleetLog;
import dev.tilefleet.queue.FleetRecords;
import dev.tilefleet.queue.KafkaConfig;
import dev.tilefleet.queue.TopicAdmin;
import dev.tilefleet.queue.UnreadableRecord;
import dev.tilefleet.standalone.embedded.EmbeddedBroker;
import dev.tilefleet.standalone.embedded.EmbeddedStore;
import dev.tilefleet.store.JobArchive;
import dev.tilefleet.store.Register;
import dev.tilefleet.store.S3TileStore;
import dev.tilefleet.store.StoreConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators run when something went wrong, as processes of their own. */
final class OperateIT {
    private static final ProcessID PROCESS = new ProcessID("unet10");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path data;

    private final Opened opened = new Opened();
    private Map<String, String> environment;
    private KafkaConfig kafka;
    private S3TileStore store;

    @BeforeEach
    void start() {
        EmbeddedStore s3 =
                opened.add(EmbeddedStore.start(data.resolve("s3"), 0, "tester", new Secret("of tilefleets")));
        EmbeddedBroker broker = opened.add(EmbeddedBroker.start(data.resolve("kafka"), 0));
        environment = Map.of(
                "TILEFLEET_KAFKA_BOOTSTRAP_SERVERS",
                broker.bootstrapServers(),
                "TILEFLEET_KAFKA_PARTITIONS",
                "1",
                "TILEFLEET_S3_ENDPOINT",
                s3.endpoint().toString(),
                "TILEFLEET_S3_ACCESS_KEY",
                "tester",
                "TILEFLEET_S3_SECRET_KEY",
                "of tilefleets");
        Settings settings = new Settings(environment);
        kafka = KafkaConfig.from(settings);
        store = opened.add(new S3TileStore(StoreConfig.from(settings)));
        store.ensureBucket();
        applyTopics();
    }

    @AfterEach
    void stop() {
        opened.close();
    }

    @Test
    void reconcileFillsALostTopicWithTheJobsThatHaveNotEnded() throws Exception {
        Job ended = accepted();
        Job waiting = accepted();
        new Register(store).decide(Outcome.of(ended, ended.submitted(), new Outcome.Dismissed(), Optional.empty()));
        loseTheTopic();

        Shell.Ended reconciled = tilefleet("reconcile");

        assertThat(reconciled.out())
                .isEqualTo(
                        "jobs in the store 2: ended 1, queued again 1, expired 0, without a topic 0, unreadable 0\n");
        assertThat(reconciled.code()).isZero();
        assertThat(queued()).extracting(FleetRecords::job).containsExactly(waiting);
    }

    @Test
    void reconcileGoesOnBehindAJobWhoseProcessHasNoTopic() throws Exception {
        Job stranded = job(new ProcessID("unet7"));
        new JobArchive(store).claim(stranded);
        Job waiting = accepted();
        loseTheTopic();

        Shell.Ended reconciled = tilefleet("reconcile");

        assertThat(reconciled.out())
                .isEqualTo(
                        "jobs in the store 2: ended 0, queued again 1, expired 0, without a topic 1, unreadable 0\n");
        assertThat(reconciled.err()).contains("unet7: 1 not queued, there is no topic tilefleet.jobs.unet7");
        assertThat(reconciled.code()).isEqualTo(1);
        assertThat(queued()).extracting(FleetRecords::job).containsExactly(waiting);
    }

    @Test
    void aDryRunOfItOnlyCounts() throws Exception {
        accepted();
        loseTheTopic();

        Shell.Ended reconciled = tilefleet("reconcile", "--dry-run");

        assertThat(reconciled.out())
                .isEqualTo(
                        "jobs in the store 1: ended 0, to be queued again 1, expired 0, without a topic 0, unreadable 0\n");
        assertThat(queued()).isEmpty();
    }

    @Test
    void aStoreWithoutLifecycleRulesIsToldSo() throws Exception {
        Shell.Ended applied = tilefleet("store", "apply");

        assertThat(applied.out()).contains("outcomes/     37 days");
        assertThat(applied.err()).contains("no lifecycle rules were set: this store has none", "docs/operations.md");
        assertThat(applied.code()).isEqualTo(1);
    }

    @Test
    void anUnreadableRecordIsListedAndReplayed() throws Exception {
        ConsumerRecord<byte[], byte[]> raw = new ConsumerRecord<>(
                kafka.topics().jobs(PROCESS), 0, 41, "a key".getBytes(UTF_8), "no job".getBytes(UTF_8));
        raw.headers().add("ce_type", "of another release".getBytes(UTF_8));
        try (FleetLog log = new FleetLog(kafka, "tester")) {
            log.deadLetter(new UnreadableRecord(raw, "it names no version"));
        }

        Shell.Ended listed = tilefleet("dead-letters", "list");
        Shell.Ended replayed = tilefleet("dead-letters", "replay", "--origin", "tilefleet.jobs.unet10-0@41");
        Shell.Ended missed = tilefleet("dead-letters", "replay", "--origin", "tilefleet.jobs.unet10-0@42");

        assertThat(listed.out())
                .matches("20\\S+Z  tilefleet.jobs.unet10-0@41  6 bytes  key a key  it names no version\\n");
        assertThat(replayed.out()).isEqualTo("tilefleet.jobs.unet10-0@41  sent\n");
        assertThat(replayed.code()).isZero();
        assertThat(missed.err()).contains("tilefleet.jobs.unet10-0@42  no such letter");
        assertThat(missed.code()).isEqualTo(1);
        ConsumerRecord<byte[], byte[]> again = queued().getFirst();
        assertThat(again.key()).isEqualTo(raw.key());
        assertThat(again.value()).isEqualTo(raw.value());
        assertThat(again.headers()).isEqualTo(raw.headers());
        assertThat(queued()).hasSize(1);
    }

    private void applyTopics() {
        try (TopicAdmin topics = new TopicAdmin(kafka)) {
            topics.apply(List.of(PROCESS));
        }
    }

    /** With all that was queued, and makes it anew as the operator does. */
    private void loseTheTopic() throws Exception {
        String topic = kafka.topics().jobs(PROCESS);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.deleteTopics(List.of(topic)).all().get();
            eventually(
                    "the end of the topic",
                    PATIENCE,
                    () -> isThere(admin, topic) ? Optional.empty() : Optional.of(topic));
        }
        applyTopics();
        assertThat(queued()).isEmpty();
    }

    private static boolean isThere(Admin admin, String topic) {
        try {
            return admin.listTopics().names().get().contains(topic);
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** As intake leaves it: in the store, and in the queue. */
    private Job accepted() {
        Job job = job(PROCESS);
        new JobArchive(store).claim(job);
        try (FleetLog log = new FleetLog(kafka, "tester")) {
            log.append(job);
        }
        return job;
    }

    private static Job job(ProcessID process) {
        Instant now = Instant.parse("2026-11-01T12:00:00Z");
        return new Job(
                JobID.random(),
                process,
                "alice",
                new Job.Input("inputs/a/b", 4, Sha256.of("tile".getBytes(UTF_8)), "image/tiff", Optional.empty()),
                Sha256.of("model".getBytes(UTF_8)),
                now,
                now.plus(Duration.ofDays(1)),
                Instant.parse("9999-01-01T00:00:00Z"),
                List.of(),
                Map.of());
    }

    /** All that stands on the jobs topic. */
    private List<ConsumerRecord<byte[], byte[]>> queued() {
        TopicPartition partition = new TopicPartition(kafka.topics().jobs(PROCESS), 0);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(PATIENCE).forEach(records::add);
            }
        }
        return records;
    }

    private Shell.Ended tilefleet(String... arguments) throws IOException, InterruptedException {
        return new Shell(environment, data).tilefleet(arguments);
    }
}
