package dev.tilefleet.standalone;

import static dev.tilefleet.standalone.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
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
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A worker that the coordinator gave an answer after which its consumer never asks again. */
final class TurnedAwayIT {
    private static final ProcessID PROCESS = new ProcessID("tiny");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path data;

    private final Opened opened = new Opened();
    private final TestingShift shift = new TestingShift();
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();
    private final Logger log = (Logger) LoggerFactory.getLogger(JobConsumer.class);

    @AfterEach
    void stop() {
        log.detachAppender(said);
        opened.close();
    }

    @Test
    void joinsAsAnotherOnceItsGroupHasRoom() {
        said.start();
        log.addAppender(said);
        EmbeddedBroker broker = opened.add(EmbeddedBroker.start(data, 0, Map.of("group.consumer.max.size", "1")));
        KafkaConfig kafka = new KafkaConfig(broker.bootstrapServers(), new Topics("tilefleet"), 2, 1);
        try (TopicAdmin topics = new TopicAdmin(kafka)) {
            topics.apply(List.of(PROCESS));
        }
        try (JobConsumer first = joined(kafka, "worker-1");
                GroupOffsets offsets = new GroupOffsets(kafka, PROCESS)) {
            offsets.until(PATIENCE, "a member", () -> offsets.members() == 1);
            opened.add(joined(kafka, "worker-2"));
            until("the second to be turned away", this::isTurnedAway);
            assertThat(first.left()).isZero();
        }

        try (FleetLog jobs = new FleetLog(kafka, "tester")) {
            jobs.append(TestingJob.of(PROCESS, JobID.random()));
        }

        until("the job", () -> shift.ended().containsValue("worker-2"));
    }

    private boolean isTurnedAway() {
        return List.copyOf(said.list).stream()
                .anyMatch(line -> line.getMessage().startsWith("this member is past help"));
    }

    private JobConsumer joined(KafkaConfig kafka, String name) {
        JobConsumers consumers = new JobConsumers(kafka, name, new DrainBudget(Duration.ofSeconds(10)), () -> true);
        JobConsumer consumer = consumers.of(
                PROCESS, 4, shift.worker(name), new FleetMeters(new SimpleMeterRegistry()).worker(PROCESS));
        consumer.start();
        return consumer;
    }

    private static void until(String what, BooleanSupplier condition) {
        eventually(what, PATIENCE, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }
}
