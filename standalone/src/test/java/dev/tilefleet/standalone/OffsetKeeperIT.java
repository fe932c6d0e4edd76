package dev.tilefleet.standalone;

import static dev.tilefleet.standalone.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.api.jobs.OffsetKeeper;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.lifecycle.Opened;
import dev.tilefleet.queue.KafkaConfig;
import dev.tilefleet.queue.TopicAdmin;
import dev.tilefleet.queue.Topics;
import dev.tilefleet.standalone.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Offsets of worker groups, at a broker that forgets them a minute after their last commit. */
final class OffsetKeeperIT {
    private static final Topics TOPICS = new Topics("tilefleet");
    private static final ProcessID PROCESS = new ProcessID("unet10");
    private static final ProcessID OTHER = new ProcessID("unet4");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PERIOD = Duration.ofSeconds(3);
    private static final OffsetAndMetadata WITH_SUSPECTS = new OffsetAndMetadata(5, "tf1;0,2");

    @TempDir
    private Path data;

    private final Opened opened = new Opened();
    private KafkaConfig config;
    private Admin admin;

    @BeforeEach
    void start() {
        EmbeddedBroker broker = opened.add(EmbeddedBroker.start(
                data, 0, Map.of("offsets.retention.minutes", "1", "offsets.retention.check.interval.ms", "500")));
        config = new KafkaConfig(broker.bootstrapServers(), TOPICS, 2, 1);
        admin = opened.add(Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers())));
        try (TopicAdmin topics = new TopicAdmin(config)) {
            topics.apply(List.of(PROCESS, OTHER));
        }
    }

    @AfterEach
    void stop() {
        opened.close();
    }

    @Test
    void aGroupNobodyJoinedBeginsWhereTheLogBegins() throws Exception {
        writeThreeAndDeleteTwo();

        keep(PROCESS);

        assertThat(eventuallyOffsets(PROCESS))
                .isEqualTo(Map.of(partition(0), new OffsetAndMetadata(2), partition(1), new OffsetAndMetadata(0)));
    }

    @Test
    void aWorkerJoinsTheGroupThatWasBegunForIt() throws Exception {
        writeThreeAndDeleteTwo();
        keep(PROCESS);
        eventuallyOffsets(PROCESS);

        // Without an offset this one would fail, not begin anywhere.
        Consumer<byte[], byte[]> worker = opened.add(worker(PROCESS, "none"));

        ConsumerRecord<byte[], byte[]> first = eventually("a record", PATIENCE, () -> {
            var records = worker.poll(Duration.ofMillis(100)).iterator();
            return records.hasNext() ? Optional.of(records.next()) : Optional.empty();
        });
        assertThat(first.offset()).isEqualTo(2);
    }

    @Test
    void aPartitionWithoutAnOffsetBeginsAndTheOthersStay() {
        leaveBehind(PROCESS, Map.of(partition(1), WITH_SUSPECTS));

        keep(PROCESS);

        assertThat(eventually(
                        "both offsets",
                        PATIENCE,
                        () -> Optional.of(offsets(PROCESS)).filter(offsets -> offsets.size() == 2)))
                .isEqualTo(Map.of(partition(0), new OffsetAndMetadata(0), partition(1), WITH_SUSPECTS));
    }

    /**
     * Waits until the broker forgets a group nobody keeps: one to two minutes, and not a moment longer than needed. The
     * kept group's workers left first, so that by then it would be forgotten too.
     */
    @Test
    void anEmptyGroupThatIsKeptOutlivesTheRetentionThatEndsAnother() {
        Map<TopicPartition, OffsetAndMetadata> kept = Map.of(partition(0), WITH_SUSPECTS, partition(1), WITH_SUSPECTS);
        leaveBehind(PROCESS, kept);
        leaveBehind(OTHER, Map.of(new TopicPartition(TOPICS.jobs(OTHER), 0), WITH_SUSPECTS));

        keep(PROCESS);

        eventually(
                "the loss of offsets nobody keeps",
                Duration.ofMinutes(2),
                () -> Optional.of(offsets(OTHER)).filter(Map::isEmpty));
        assertThat(offsets(PROCESS)).isEqualTo(kept);
    }

    @Test
    void aGroupWithAWorkerIsLeftAlone() {
        Consumer<byte[], byte[]> worker = opened.add(join(PROCESS));
        worker.commitSync(Map.of(partition(0), WITH_SUSPECTS));

        keep(PROCESS, OTHER);

        // The keeper takes them by turns: with the second it is done with the first.
        eventuallyOffsets(OTHER);
        assertThat(offsets(PROCESS)).isEqualTo(Map.of(partition(0), WITH_SUSPECTS));
    }

    @Test
    void aTopicThatIsMadeLaterIsSeededSoonAndNotAPeriodLater() throws Exception {
        ProcessID late = new ProcessID("unet7");
        opened.add(new OffsetKeeper(config, List.of(PROCESS, late), Duration.ofDays(1), Duration.ZERO))
                .start();
        eventuallyOffsets(PROCESS);

        try (TopicAdmin topics = new TopicAdmin(config)) {
            topics.apply(List.of(late));
        }

        assertThat(eventuallyOffsets(late)).hasSize(2);
    }

    private void keep(ProcessID... processes) {
        opened.add(new OffsetKeeper(config, List.of(processes), PERIOD)).start();
    }

    private void writeThreeAndDeleteTwo() throws ExecutionException, InterruptedException {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", config.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < 3; i++) {
                producer.send(new ProducerRecord<>(TOPICS.jobs(PROCESS), 0, null, new byte[] {1}))
                        .get();
            }
        }
        admin.deleteRecords(Map.of(partition(0), RecordsToDelete.beforeOffset(2)))
                .all()
                .get();
    }

    private void leaveBehind(ProcessID process, Map<TopicPartition, OffsetAndMetadata> offsets) {
        try (Consumer<byte[], byte[]> worker = join(process)) {
            worker.commitSync(offsets);
        }
    }

    /** A member of the process's group that has got its partitions. */
    private Consumer<byte[], byte[]> join(ProcessID process) {
        Consumer<byte[], byte[]> worker = worker(process, "earliest");
        eventually("partitions of " + process, PATIENCE, () -> {
            worker.poll(Duration.ofMillis(100));
            return Optional.of(worker.assignment()).filter(partitions -> partitions.size() == 2);
        });
        return worker;
    }

    private Consumer<byte[], byte[]> worker(ProcessID process, String reset) {
        Consumer<byte[], byte[]> worker = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        config.bootstrapServers(),
                        "group.id",
                        TOPICS.workers(process),
                        "group.protocol",
                        "consumer",
                        "enable.auto.commit",
                        "false",
                        "auto.offset.reset",
                        reset),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        worker.subscribe(List.of(TOPICS.jobs(process)));
        return worker;
    }

    private Map<TopicPartition, OffsetAndMetadata> eventuallyOffsets(ProcessID process) {
        return eventually(
                "offsets of " + process,
                PATIENCE,
                () -> Optional.of(offsets(process)).filter(offsets -> !offsets.isEmpty()));
    }

    private Map<TopicPartition, OffsetAndMetadata> offsets(ProcessID process) {
        try {
            return admin.listConsumerGroupOffsets(TOPICS.workers(process))
                    .partitionsToOffsetAndMetadata()
                    .get();
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError("the broker does not tell offsets", e);
        }
    }

    private static TopicPartition partition(int number) {
        return new TopicPartition(TOPICS.jobs(PROCESS), number);
    }
}
