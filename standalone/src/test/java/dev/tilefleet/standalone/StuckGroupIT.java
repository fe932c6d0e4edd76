package dev.tilefleet.standalone;

import static dev.tilefleet.standalone.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.job.JobID;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.lifecycle.DrainBudget;
import dev.tilefleet.lifecycle.Opened;
import dev.tilefleet.queue.FleetLog;
import dev.tilefleet.queue.KafkaConfig;
import dev.tilefleet.queue.TopicAdmin;
import dev.tilefleet.queue.Topics;
import dev.tilefleet.standalone.embedded.EmbeddedBroker;
import dev.tilefleet.telemetry.FleetMeters;
import dev.tilefleet.worker.dequeue.JobConsumer;
import dev.tilefleet.worker.dequeue.JobConsumers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A coordinator that came back with a group whose target assignment is epochs ahead of it, and gives out nothing. */
final class StuckGroupIT {
    private static final ProcessID PROCESS = new ProcessID("tiny");
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int PARTITIONS = 2;
    private static final int JOBS = 10;
    /** Of the target; the group itself is at its third by then. */
    private static final int TARGET_EPOCH = 12;

    /** Of the record that holds a target assignment's epoch. */
    private static final short RECORD_TYPE = 6;

    private static final short RECORD_VERSION = 0;

    @TempDir
    private Path data;

    private final Opened opened = new Opened();
    private final TestingShift shift = new TestingShift();

    @AfterEach
    void stop() {
        opened.close();
    }

    @Test
    void itsMembersJoinAnewUntilItGivesOutItsPartitions() throws Exception {
        KafkaConfig kafka = stuck();
        try (FleetLog log = new FleetLog(kafka, "tester")) {
            IntStream.range(0, JOBS).forEach(_ -> log.append(TestingJob.of(PROCESS, JobID.random())));
        }

        opened.add(joined(kafka));

        until("all jobs", () -> shift.ended().size() == JOBS);
        assertThat(shift.attempts().values()).containsOnly(1);
    }

    /** A group as a broker had it that was killed again and again while workers came and went. */
    private KafkaConfig stuck() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(data, 0)) {
            KafkaConfig kafka = config(broker);
            try (TopicAdmin topics = new TopicAdmin(kafka)) {
                topics.apply(List.of(PROCESS));
            }
            try (JobConsumer worker = joined(kafka);
                    GroupOffsets offsets = new GroupOffsets(kafka, PROCESS)) {
                offsets.until(PATIENCE, "a member", () -> offsets.members() == 1);
                assertThat(worker.left()).isZero();
            }
            takeAhead(kafka);
        }
        return config(opened.add(EmbeddedBroker.start(data, 0)));
    }

    private static KafkaConfig config(EmbeddedBroker broker) {
        return new KafkaConfig(broker.bootstrapServers(), new Topics("tilefleet"), PARTITIONS, 1);
    }

    private JobConsumer joined(KafkaConfig kafka) {
        JobConsumers consumers =
                new JobConsumers(kafka, "worker-1", new DrainBudget(Duration.ofSeconds(10)), () -> true);
        JobConsumer consumer = consumers.of(
                PROCESS, 4, shift.worker("worker-1"), new FleetMeters(new SimpleMeterRegistry()).worker(PROCESS));
        consumer.start();
        return consumer;
    }

    /** Written as the coordinator does, and read by it when it starts again. */
    private static void takeAhead(KafkaConfig kafka) throws Exception {
        byte[] group = kafka.topics().workers(PROCESS).getBytes(UTF_8);
        byte[] key = ByteBuffer.allocate(4 + group.length)
                .putShort(RECORD_TYPE)
                .putShort((short) group.length)
                .put(group)
                .array();
        // Behind the number comes that there are no other members.
        byte[] value = ByteBuffer.allocate(7)
                .putShort(RECORD_VERSION)
                .putInt(TARGET_EPOCH)
                .array();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                // Only clients of this name may write to topics of the broker's own.
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "client.id", "__admin_client"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            String topic = "__consumer_offsets";
            int partition = Utils.abs(kafka.topics().workers(PROCESS).hashCode())
                    % producer.partitionsFor(topic).size();
            producer.send(new ProducerRecord<>(topic, partition, key, value)).get();
        }
    }

    private static void until(String what, BooleanSupplier condition) {
        eventually(what, PATIENCE, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }
}
