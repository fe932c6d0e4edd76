package dev.tilefleet.worker.dequeue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.job.Documents;
import dev.tilefleet.job.JobID;
import dev.tilefleet.lifecycle.DrainBudget;
import dev.tilefleet.worker.TestingJobs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class JobConsumerTest {
    private static final int CAPACITY = 3;
    private final TestingConsumer consumer = new TestingConsumer(2, 0);
    private final TestingHandler handler = new TestingHandler();
    private final AtomicLong nanos = new AtomicLong(System.nanoTime());
    private DrainBudget drain;
    private final List<JobConsumer> started = new ArrayList<>();

    @AfterEach
    void close() {
        drain.spend();
        started.forEach(JobConsumer::close);
    }

    @Test
    void takesAsManyJobsAsItHasRoomFor() throws InterruptedException {
        JobConsumer jobs = started(Duration.ZERO);
        enqueue(0, 0, CAPACITY + 2);

        List<JobID> taken = take(CAPACITY);
        consumer.turns(5);

        assertThat(taken).doesNotHaveDuplicates();
        assertThat(handler.taken).isEmpty();
        assertThat(jobs.inFlight()).isEqualTo(CAPACITY);
        assertThat(consumer.pausedPartitions()).containsExactly(0, 1);
    }

    @Test
    void takesTheNextJobWhenOneEnds() throws InterruptedException {
        started(Duration.ZERO);
        List<JobID> queue = enqueue(0, 0, CAPACITY + 1);
        take(CAPACITY);

        handler.end(queue.get(1));

        assertThat(handler.taken.take()).isEqualTo(queue.get(CAPACITY));
    }

    @Test
    void commitsNoJobBeforeItEnded() throws InterruptedException {
        started(Duration.ZERO);
        List<JobID> queue = enqueue(0, 0, 2);
        take(2);

        handler.end(queue.get(1));
        consumer.turns(5);
        assertThat(consumer.committed(0)).hasValue(0L);

        handler.end(queue.get(0));
        consumer.turnsUntil(() -> consumer.committed(0).equals(Optional.of(2L)));
    }

    @Test
    void aRevokedPartitionIsCommittedAsFarAsItIsDone() throws InterruptedException {
        JobConsumer jobs = started(Duration.ZERO);
        List<JobID> queue = enqueue(0, 0, 2);
        take(2);
        handler.end(queue.getFirst());
        consumer.turnsUntil(() -> jobs.inFlight() == 1);

        consumer.inPoll(() -> consumer.assign(1));

        assertThat(consumer.committed(0)).hasValue(1L);
    }

    @Test
    void aJobThatEndsAfterItsPartitionWasRevokedIsHarmless() throws InterruptedException {
        JobConsumer jobs = started(Duration.ZERO);
        List<JobID> queue = enqueue(0, 0, 1);
        take(1);
        consumer.inPoll(() -> consumer.assign(1));

        handler.end(queue.getFirst());
        consumer.turnsUntil(() -> jobs.inFlight() == 0);
        consumer.turns(2);

        assertThat(consumer.committed(0)).hasValue(0L);
        assertTakesJobsOf(1);
    }

    @Test
    void aRevocationWhoseCommitFailsEndsNothing() throws InterruptedException {
        started(Duration.ZERO);
        enqueue(0, 0, 1);
        take(1);
        consumer.failCommits(Optional.of(new CommitFailedException()));
        consumer.inPoll(() -> consumer.assign(1));
        consumer.failCommits(Optional.empty());

        assertTakesJobsOf(1);
    }

    @Test
    void aFailingPollEndsNothing() throws InterruptedException {
        started(Duration.ZERO);
        consumer.setPollException(new TimeoutException("no broker"));
        consumer.turns(2);

        assertTakesJobsOf(0);
    }

    @Test
    void aRecordThatHoldsNoJobIsSetAsideAndCommitted() throws InterruptedException {
        started(Duration.ZERO);

        consumer.inPoll(() -> consumer.addRecord(TestingConsumer.record(0, 0, "hello".getBytes(UTF_8))));

        assertThat(handler.unreadable.take().reason()).startsWith("not a job document: ");
        consumer.turnsUntil(() -> consumer.committed(0).equals(Optional.of(1L)));
    }

    @Test
    void aJobGivenUpByAFaultMakesRoomAndStaysOnTheQueue() throws InterruptedException {
        JobConsumer jobs = started(Duration.ZERO);
        handler.failWith(new StackOverflowError("of a handler"));
        enqueue(0, 0, 1);
        take(1);

        consumer.turnsUntil(() -> jobs.inFlight() == 0);
        consumer.turns(2);

        assertThat(consumer.committed(0)).hasValue(0L);
    }

    @Test
    void aDrainTakesNothingWaitsForWhatIsInHandAndCommitsIt() throws InterruptedException {
        JobConsumer jobs = started(Duration.ofSeconds(20));
        List<JobID> queue = enqueue(0, 0, 1);
        take(1);
        CountDownLatch closed = new CountDownLatch(1);
        Thread.ofVirtual().start(() -> {
            jobs.close();
            closed.countDown();
        });
        // Without room nothing is taken; the drain shows by its pause although there is room.
        consumer.turnsUntil(() -> consumer.pausedPartitions().equals(List.of(0, 1)));
        enqueue(0, 1, 1);

        handler.end(queue.getFirst());
        closed.await();

        assertThat(handler.taken).isEmpty();
        assertThat(consumer.committed(0)).hasValue(1L);
        assertThat(consumer.closed()).isTrue();
    }

    @Test
    void aDrainThatRunsOutOfBudgetLeavesTheRestOnTheQueue() throws InterruptedException {
        JobConsumer jobs = started(Duration.ZERO);
        List<JobID> queue = enqueue(0, 0, 2);
        take(2);
        handler.end(queue.getFirst());
        consumer.turnsUntil(() -> jobs.inFlight() == 1);

        jobs.close();

        assertThat(handler.interrupted).containsExactly(queue.getLast());
        assertThat(consumer.committed(0)).hasValue(1L);
        assertThat(jobs.inFlight()).isZero();
    }

    @Test
    void aDrainWhoseBudgetIsSpentMeanwhileLeavesTheRestOnTheQueue() throws InterruptedException {
        JobConsumer jobs = started(Duration.ofMinutes(10));
        List<JobID> queue = enqueue(0, 0, 2);
        take(2);
        Thread closer = Thread.ofVirtual().start(jobs::close);
        consumer.turnsUntil(() -> consumer.pausedPartitions().equals(List.of(0, 1)));

        drain.spend();
        closer.join();

        assertThat(handler.interrupted).containsExactlyInAnyOrderElementsOf(queue);
        assertThat(jobs.left()).isEqualTo(2);
        assertThat(consumer.committed(0)).hasValue(0L);
    }

    @Test
    void aDrainThatEndsInTimeLeavesNothing() throws InterruptedException {
        JobConsumer jobs = started(Duration.ofSeconds(20));
        handler.end(enqueue(0, 0, 1).getFirst());
        take(1);

        jobs.close();

        assertThat(jobs.left()).isZero();
        assertThat(consumer.committed(0)).hasValue(1L);
    }

    @Test
    void aLastCommitThatFailsKeepsNobodyFromLeavingTheGroup() throws InterruptedException {
        JobConsumer jobs = started(Duration.ZERO);
        enqueue(0, 0, 1);
        take(1);
        consumer.failCommits(Optional.of(new TimeoutException("no coordinator")));

        jobs.close();

        assertThat(consumer.closed()).isTrue();
    }

    @Test
    void jobsOfAPartitionThatGoesEndBeforeItGoes() throws InterruptedException {
        started(Duration.ofSeconds(20));
        List<JobID> queue = enqueue(0, 0, 2);
        take(2);
        CountDownLatch gone = goes(0);
        handler.end(queue.getFirst());
        assertThat(gone.getCount()).isEqualTo(1);

        handler.end(queue.getLast());
        gone.await();

        assertThat(consumer.committed(0)).hasValue(2L);
    }

    @Test
    void jobsOfOtherPartitionsKeepNoneFromGoing() throws InterruptedException {
        started(Duration.ofSeconds(20));
        enqueue(1, 0, 2);
        take(2);

        goes(0).await();

        assertThat(consumer.committed(0)).hasValue(0L);
    }

    @Test
    void aPartitionThatGoesIsWaitedForNoLongerThanAMinute() throws InterruptedException {
        started(Duration.ofMinutes(10));
        enqueue(0, 0, 1);
        take(1);
        CountDownLatch gone = goes(0);

        // It may begin to wait after a minute went by here.
        while (gone.getCount() > 0) {
            nanos.addAndGet(Duration.ofMinutes(1).toNanos());
            Thread.onSpinWait();
        }

        assertThat(consumer.committed(0)).hasValue(0L);
    }

    @Test
    void whoeverWasSuspendedCommitsNothingBeforeItHasPolledAgain() throws InterruptedException {
        JobConsumer jobs = started(Duration.ofSeconds(20));
        List<JobID> queue = enqueue(0, 0, 1);
        take(1);
        CountDownLatch suspended = new CountDownLatch(1);
        consumer.schedulePollTask(() -> {
            handler.end(queue.getFirst());
            while (jobs.inFlight() > 0) {
                Thread.onSpinWait();
            }
            nanos.addAndGet(Duration.ofMinutes(6).toNanos());
            suspended.countDown();
        });
        suspended.await();

        // Others had its partitions meanwhile, and have gone.
        consumer.inPoll(() -> {
            assertThat(consumer.committed(0)).hasValue(0L);
            consumer.lose(0, 1);
        });
        consumer.turns(2);

        assertThat(consumer.committed(0)).hasValue(0L);
    }

    @Test
    void anErrorOfThePollEndsNothingEither() throws InterruptedException {
        started(Duration.ZERO);
        consumer.schedulePollTask(() -> {
            throw new StackOverflowError("of a client library");
        });

        assertTakesJobsOf(0);
    }

    @Test
    void mayBeClosedAgain() throws InterruptedException {
        JobConsumer jobs = started(Duration.ZERO);
        jobs.close();

        jobs.close();

        assertThat(consumer.closed()).isTrue();
    }

    private JobConsumer started(Duration drainBudget) throws InterruptedException {
        drain = new DrainBudget(drainBudget);
        JobConsumer jobs =
                new JobConsumer(consumer, TestingConsumer.TOPIC, CAPACITY, handler, new Airspace(), drain, nanos::get);
        started.add(jobs);
        jobs.start();
        consumer.inPoll(() -> consumer.assign(0, 1));
        return jobs;
    }

    /** The broker takes a partition away; tells when it is gone. */
    private CountDownLatch goes(int partition) throws InterruptedException {
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

    private List<JobID> enqueue(int partition, long first, int count) throws InterruptedException {
        List<JobID> ids =
                IntStream.range(0, count).mapToObj(_ -> JobID.random()).toList();
        consumer.inPoll(() -> IntStream.range(0, count)
                .forEach(number -> consumer.addRecord(TestingConsumer.record(
                        partition, first + number, Documents.write(TestingJobs.job(ids.get(number)))))));
        return ids;
    }

    private List<JobID> take(int count) throws InterruptedException {
        List<JobID> ids = new ArrayList<>();
        while (ids.size() < count) {
            ids.add(handler.taken.take());
        }
        return ids;
    }

    private void assertTakesJobsOf(int partition) throws InterruptedException {
        List<JobID> next = enqueue(partition, 0, 1);
        assertThat(handler.taken.take()).isEqualTo(next.getFirst());
    }
}
