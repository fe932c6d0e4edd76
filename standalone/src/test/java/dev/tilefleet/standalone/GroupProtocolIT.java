package dev.tilefleet.standalone;

import static dev.tilefleet.standalone.Eventually.eventually;
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
import dev.tilefleet.telemetry.WorkerMeters;
import dev.tilefleet.worker.dequeue.JobConsumer;
import dev.tilefleet.worker.dequeue.JobConsumers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a group of workers keeps, whichever protocol its members agree by. */
final class GroupProtocolIT {
    private static final ProcessID PROCESS = new ProcessID("tiny");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CAPACITY = 4;
    private static final int PARTITIONS = 4;

    /** Which of them a broker has. */
    enum Broker {
        CONSUMER("classic,consumer", "Consumer"),
        CLASSIC("classic", "Classic");

        private final String protocols;
        private final String groupType;

        Broker(String protocols, String groupType) {
            this.protocols = protocols;
            this.groupType = groupType;
        }
    }

    @TempDir
    private Path data;

    private final Opened opened = new Opened();
    private final TestingShift shift = new TestingShift();
    private KafkaConfig kafka;
    private GroupOffsets offsets;
    private Feeder feeder;
    private int produced;

    @AfterEach
    void stop() {
        shift.release();
        opened.close();
    }

    @ParameterizedTest
    @EnumSource
    void theBestProtocolThatTheBrokerHasIsTaken(Broker broker) throws Exception {
        start(broker);

        join("worker-1");

        produce(1);
        endOf(1);
        assertThat(offsets.admin().listGroups().all().get())
                .filteredOn(GroupListing::groupId, kafka.topics().workers(PROCESS))
                .singleElement()
                .satisfies(group -> assertThat(group.type().orElseThrow()).hasToString(broker.groupType));
    }

    @ParameterizedTest
    @EnumSource
    void eachJobRunsOnceWhileWorkersJoinAndLeave(Broker broker) {
        start(broker);
        feed();
        JobConsumer first = join("worker-1");
        until("work of worker-1", () -> shift.endedBy("worker-1") >= 20);
        JobConsumer second = join("worker-2");
        until("work of worker-2", () -> shift.endedBy("worker-2") >= 20);
        JobConsumer third = join("worker-3");
        until("work of worker-3", () -> shift.endedBy("worker-3") >= 20);
        first.close();
        second.close();
        until("work of worker-3 alone", () -> shift.endedBy("worker-3") >= 100);
        produced += feeder.stop();

        endOf(produced);

        third.close();
        assertThat(List.of(first, second, third)).extracting(JobConsumer::left).containsOnly(0);
        assertThat(shift.attempts()).hasSize(produced);
        assertThat(shift.attempts().values()).containsOnly(1);
        offsets.assertNothingWentBack();
        assertThat(offsets.lag()).isZero();
        assertThat(metadata()).containsOnly("");
    }

    @ParameterizedTest
    @EnumSource
    void tilesInFlightAreNamedUntilTheyLand(Broker broker) {
        start(broker);
        shift.hold();
        produce(CAPACITY);
        join("worker-1");
        until("flights", () -> shift.flying() == CAPACITY);
        assertThat(named()).isEqualTo(CAPACITY);

        shift.release();

        endOf(CAPACITY);
        until("marks that are gone", () -> named() == 0 && offsets.lag() == 0);
    }

    @ParameterizedTest
    @EnumSource
    void aDrainThatIsTooShortBlamesNobodyAndItsPartitionsGoAtOnce(Broker broker) {
        start(broker);
        shift.hold();
        produce(CAPACITY);
        DrainBudget budget = new DrainBudget(Duration.ofMinutes(10));
        JobConsumer first = join("worker-1", budget);
        until("flights", () -> shift.flying() == CAPACITY);
        budget.spend();

        first.close();

        assertThat(first.left()).isEqualTo(CAPACITY);
        assertThat(metadata()).containsOnly("");
        shift.release();
        long begin = System.nanoTime();
        join("worker-2");
        endOf(CAPACITY);
        // Less than any session.
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        assertThat(shift.endedBy("worker-2")).isEqualTo(CAPACITY);
    }

    @ParameterizedTest
    @EnumSource
    void aPartitionIsGivenUpOnlyWhenItsJobsHaveEnded(Broker broker) {
        start(broker);
        shift.hold();
        produce(CAPACITY);
        join("worker-1");
        until("flights", () -> shift.flying() == CAPACITY);
        join("worker-2");
        offsets.until(PATIENCE, "a second member", () -> offsets.members() == 2);

        shift.release();
        endOf(CAPACITY);

        assertThat(shift.endedBy("worker-1")).isEqualTo(CAPACITY);
        assertThat(shift.attempts().values()).containsOnly(1);
        feed();
        until("work of worker-2", () -> shift.endedBy("worker-2") > 0);
        produced += feeder.stop();
        endOf(produced);
        assertThat(shift.attempts().values()).containsOnly(1);
    }

    /** Only classic groups can be told to put a member out. */
    @ParameterizedTest
    @EnumSource(names = "CLASSIC")
    void whoeverIsPutOutWithTilesInFlightLeavesSuspectsAndComesBack(Broker broker) throws Exception {
        start(broker);
        shift.hold();
        produce(CAPACITY);
        join("worker-1");
        until("flights", () -> shift.flying() == CAPACITY);
        offsets.admin()
                .removeMembersFromConsumerGroup(
                        kafka.topics().workers(PROCESS), new RemoveMembersFromConsumerGroupOptions())
                .all()
                .get();
        offsets.until(PATIENCE, "its return", () -> offsets.members() == 1);
        // It waits to run them alone: its own old flights hold the airspace.
        assertThat(named()).isEqualTo(CAPACITY);

        shift.release();
        endOf(CAPACITY);

        until("an end of all suspicion", () -> named() == 0 && offsets.lag() == 0);
        produce(20);
        endOf(CAPACITY + 20);
        offsets.assertNothingWentBack();
    }

    private void start(Broker broker) {
        EmbeddedBroker embedded = opened.add(
                EmbeddedBroker.start(data, 0, Map.of("group.coordinator.rebalance.protocols", broker.protocols)));
        kafka = new KafkaConfig(embedded.bootstrapServers(), new Topics("tilefleet"), PARTITIONS, 1);
        try (TopicAdmin topics = new TopicAdmin(kafka)) {
            topics.apply(List.of(PROCESS));
        }
        offsets = opened.add(new GroupOffsets(kafka, PROCESS));
    }

    private JobConsumer join(String name) {
        return join(name, new DrainBudget(Duration.ofSeconds(30)));
    }

    private JobConsumer join(String name, DrainBudget budget) {
        JobConsumers consumers = new JobConsumers(kafka, name, budget, () -> true);
        WorkerMeters meters = new FleetMeters(new SimpleMeterRegistry()).worker(PROCESS);
        JobConsumer consumer = opened.add(consumers.of(PROCESS, CAPACITY, shift.worker(name), meters));
        consumer.start();
        return consumer;
    }

    private void produce(int count) {
        try (FleetLog log = new FleetLog(kafka, "tester")) {
            IntStream.range(0, count).forEach(_ -> log.append(TestingJob.of(PROCESS, JobID.random())));
        }
        produced += count;
    }

    /** Jobs come in all the time from now on. */
    private void feed() {
        FleetLog log = opened.add(new FleetLog(kafka, "tester"));
        feeder = opened.add(new Feeder(Duration.ofMillis(4), () -> log.append(TestingJob.of(PROCESS, JobID.random()))));
    }

    private void endOf(int count) {
        until("the end of " + count, () -> shift.ended().size() == count);
    }

    private static void until(String what, BooleanSupplier condition) {
        eventually(what, PATIENCE, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    private Collection<String> metadata() {
        return offsets.now().values().stream().map(OffsetAndMetadata::metadata).toList();
    }

    /** How many tiles the group's metadata names. */
    private long named() {
        return metadata().stream()
                .filter(text -> !text.isEmpty())
                .mapToLong(text -> text.split(",").length)
                .sum();
    }
}
