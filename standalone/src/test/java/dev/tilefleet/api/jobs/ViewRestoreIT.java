package dev.tilefleet.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.job.JobID;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.lifecycle.Readiness;
import dev.tilefleet.queue.KafkaConfig;
import dev.tilefleet.queue.TopicAdmin;
import dev.tilefleet.queue.Topics;
import dev.tilefleet.standalone.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A replica that starts, at a real broker. */
@Timeout(180)
final class ViewRestoreIT {
    private static final ProcessID PROCESS = new ProcessID("cloud-mask");
    private static final ProcessID OTHER = new ProcessID("unet10");
    private static final Topics TOPICS = new Topics("tilefleet");
    private static final int COUNT = 20_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(20);

    @TempDir
    private static Path data;

    private static EmbeddedBroker broker;
    private static KafkaConfig config;
    private static LoggedJobs jobs;

    @BeforeAll
    static void fillTheLog() {
        broker = EmbeddedBroker.start(data, 0);
        config = new KafkaConfig(broker.bootstrapServers(), TOPICS, 4, 1);
        try (TopicAdmin topics = new TopicAdmin(config)) {
            topics.apply(List.of(PROCESS));
        }
        jobs = new LoggedJobs(
                PROCESS, COUNT, Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MILLIS));
        jobs.append(config);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void everyJobIsKnownAsTheLogTellsIt() throws InterruptedException {
        JobView view = restored(COUNT + 1_000);

        assertThat(IntStream.range(0, COUNT).filter(number -> !isRight(view, number)))
                .isEmpty();
    }

    @Test
    void aViewThatIsTooSmallHoldsTheOpenJobsAndTheLatestEnds() throws InterruptedException {
        JobView view = restored(1_000);

        assertThat(view.size()).isEqualTo(1_000);
        assertThat(IntStream.range(0, COUNT).filter(jobs::isOpen).filter(number -> !isRight(view, number)))
                .isEmpty();
        assertThat(IntStream.range(COUNT - 500, COUNT).filter(number -> !isRight(view, number)))
                .isEmpty();
        assertThat(IntStream.range(0, COUNT).filter(number -> !jobs.isOpen(number) && isOpenIn(view, number)))
                .isEmpty();
    }

    @Test
    void aNewPartitionAndANewQueueAreReadFromTheirBegin() throws Exception {
        LoggedJobs others = new LoggedJobs(OTHER, 50, Instant.now());
        LoggedJobs more = new LoggedJobs(new ProcessID("more"), 50, Instant.now());
        KafkaConfig own = new KafkaConfig(broker.bootstrapServers(), new Topics("growing"), 1, 1);
        try (TopicAdmin topics = new TopicAdmin(own);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            topics.apply(List.of(OTHER));
            JobView view = new JobView(COUNT);
            Readiness readiness = new Readiness();
            try (ViewReader reader = reader(own, OTHER, view, readiness)) {
                reader.start();
                readiness.await();

                admin.createPartitions(Map.of(own.topics().jobs(OTHER), NewPartitions.increaseTo(3)))
                        .all()
                        .get();
                topics.apply(List.of(more.process()));
                others.append(own);
                more.append(own);

                awaitAll(view, others);
                awaitAll(view, more);
            }
        }
    }

    @Test
    void aLogThatWasCutOffIsReadFromWhereItBegins() throws Exception {
        KafkaConfig own = new KafkaConfig(broker.bootstrapServers(), new Topics("cut"), 1, 1);
        LoggedJobs cut = new LoggedJobs(OTHER, 50, Instant.now());
        try (TopicAdmin topics = new TopicAdmin(own);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            topics.apply(List.of(OTHER));
            cut.append(own);
            admin.deleteRecords(
                            Map.of(new TopicPartition(own.topics().jobs(OTHER), 0), RecordsToDelete.beforeOffset(20)))
                    .all()
                    .get();
            JobView view = new JobView(COUNT);
            Readiness readiness = new Readiness();
            try (ViewReader reader = reader(own, OTHER, view, readiness)) {
                reader.start();
                readiness.await();

                assertThat(view.find(cut.id(19)).orElseThrow().submitted()).isEmpty();
                assertThat(view.find(cut.id(20)).orElseThrow().submitted()).isPresent();
            }
        }
    }

    private static void awaitAll(JobView view, LoggedJobs told) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!IntStream.range(0, told.count()).allMatch(number -> isWhole(view, told.id(number)))) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static boolean isWhole(JobView view, JobID id) {
        return view.find(id)
                .filter(job -> job.isOver() && job.submitted().isPresent())
                .isPresent();
    }

    private static JobView restored(int capacity) throws InterruptedException {
        JobView view = new JobView(capacity);
        Readiness readiness = new Readiness();
        try (ViewReader reader = reader(config, PROCESS, view, readiness)) {
            reader.start();
            readiness.await();
        }
        return view;
    }

    private static ViewReader reader(KafkaConfig config, ProcessID process, JobView view, Readiness readiness) {
        return new ViewReader(
                config,
                List.of(process),
                view,
                Duration.ofDays(8),
                Clock.systemUTC(),
                readiness.condition("job view", "not yet"));
    }

    private static boolean isRight(JobView view, int number) {
        KnownJob expected = KnownJob.accepted(jobs.job(number));
        KnownJob told = jobs.isOpen(number) ? expected : expected.and(KnownJob.ended(jobs.outcome(number)));
        return view.find(jobs.id(number))
                .filter(known -> known.jobID().equals(told.jobID())
                        && known.process().equals(told.process())
                        && known.submitted().equals(told.submitted())
                        && known.deadline().equals(told.deadline())
                        && known.status() == told.status()
                        && known.end().equals(told.end()))
                .isPresent();
    }

    private static boolean isOpenIn(JobView view, int number) {
        JobID id = jobs.id(number);
        return view.find(id).filter(job -> !job.isOver()).isPresent();
    }
}
