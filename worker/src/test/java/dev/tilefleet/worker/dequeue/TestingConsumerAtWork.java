package dev.tilefleet.worker.dequeue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.job.Documents;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.lifecycle.DrainBudget;
import dev.tilefleet.telemetry.FleetMeters;
import dev.tilefleet.worker.TestingJobs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.junit.jupiter.api.AfterEach;

/** A consumer at work on two partitions that come when it begins, and what a test does to it. */
abstract class TestingConsumerAtWork {
    static final int CAPACITY = 3;
    final TestingConsumer consumer = new TestingConsumer(2, 0);
    /** What is a member after that one. */
    final TestingConsumer successor = new TestingConsumer(2, 0);

    final TestingHandler handler = new TestingHandler();
    final AtomicBoolean letsIn = new AtomicBoolean(true);
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final AtomicLong nanos = new AtomicLong(System.nanoTime());
    DrainBudget drain;
    final List<JobConsumer> started = new ArrayList<>();

    @AfterEach
    void close() {
        drain.spend();
        started.forEach(JobConsumer::close);
    }

    JobConsumer started(Duration drainBudget) throws InterruptedException {
        drain = new DrainBudget(drainBudget);
        JobConsumer jobs = new JobConsumer(
                List.<Consumer<byte[], byte[]>>of(consumer, successor).iterator()::next,
                TestingConsumer.TOPIC,
                CAPACITY,
                handler,
                () -> CompletableFuture.completedFuture(false),
                new Airspace(),
                drain,
                nanos::get,
                letsIn::get,
                new FleetMeters(meters).worker(new ProcessID("unet10")));
        started.add(jobs);
        jobs.start();
        consumer.inPoll(() -> consumer.assign(0, 1));
        return jobs;
    }

    double gauge(String name) {
        return meters.get(name).gauge().value();
    }

    /** The broker takes a partition away; tells when it is gone. */
    CountDownLatch goes(int partition) throws InterruptedException {
        CountDownLatch going = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        consumer.schedulePollTask(() -> {
            going.countDown();
            consumer.assign(1 - partition);
            gone.countDown();
        });
        going.await();
        return gone;
    }

    List<JobID> enqueue(int partition, long first, int count) throws InterruptedException {
        List<JobID> ids =
                IntStream.range(0, count).mapToObj(_ -> JobID.random()).toList();
        consumer.inPoll(() -> IntStream.range(0, count)
                .forEach(number -> consumer.addRecord(TestingConsumer.record(
                        partition, first + number, Documents.write(TestingJobs.job(ids.get(number)))))));
        return ids;
    }

    List<JobID> take(int count) throws InterruptedException {
        List<JobID> ids = new ArrayList<>();
        while (ids.size() < count) {
            ids.add(handler.taken.take());
        }
        return ids;
    }

    void assertTakesJobsOf(int partition) throws InterruptedException {
        List<JobID> next = enqueue(partition, 0, 1);
        assertThat(handler.taken.take()).isEqualTo(next.getFirst());
    }
}
