package dev.tilefleet.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.lifecycle.Readiness;
import dev.tilefleet.queue.KafkaConfig;
import dev.tilefleet.queue.TopicAdmin;
import dev.tilefleet.queue.Topics;
import dev.tilefleet.standalone.embedded.EmbeddedBroker;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long a replica's start takes and how much memory a job, printed. Run by its name only, on a machine that does
 * nothing else; broker and replica share this JVM, so the CPU time is that of both. See CONTRIBUTING.
 */
final class ViewRestoreMeasurement {
    private static final ProcessID PROCESS = new ProcessID("cloud-mask");
    private static final int JOBS = Integer.getInteger("measure.jobs", 1_000_000);
    private static final int PARTITIONS = 24;
    private static final int TURNS = 3;

    @TempDir
    private Path data;

    @Test
    void restore() throws InterruptedException {
        try (EmbeddedBroker broker = EmbeddedBroker.start(data, 0)) {
            KafkaConfig config = new KafkaConfig(broker.bootstrapServers(), new Topics("tilefleet"), PARTITIONS, 1);
            try (TopicAdmin topics = new TopicAdmin(config)) {
                topics.apply(List.of(PROCESS));
            }
            new LoggedJobs(PROCESS, JOBS, Instant.now().minus(Duration.ofHours(1))).append(config);
            for (int turn = 0; turn < TURNS; turn++) {
                measure(config, JOBS);
            }
            measure(config, JOBS / 10);
        }
    }

    private static void measure(KafkaConfig config, int capacity) throws InterruptedException {
        long heapBefore = heap();
        JobView view = new JobView(capacity);
        Readiness readiness = new Readiness();
        long cpu = cpu();
        long begin = System.nanoTime();
        try (ViewReader reader = new ViewReader(
                config,
                List.of(PROCESS),
                view,
                Duration.ofDays(8),
                Clock.systemUTC(),
                readiness.condition("view", ""))) {
            reader.start();
            readiness.await();
            Duration wall = Duration.ofNanos(System.nanoTime() - begin);
            Duration busy = Duration.ofNanos(cpu() - cpu);
            assertThat(view.size()).isEqualTo(capacity);
            long bytes = heap() - heapBefore;
            System.out.printf(
                    "%,d jobs in the log, capacity %,d: ready after %d ms, CPU %d ms, %d bytes of heap a job%n",
                    JOBS, capacity, wall.toMillis(), busy.toMillis(), bytes / capacity);
        }
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static long heap() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
