package dev.tilefleet.worker.dequeue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.job.JobID;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class JobConsumerLeaveTest extends TestingConsumerAtWork {
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
        CountDownLatch awake = new CountDownLatch(1);
        List<Optional<Long>> committed = new ArrayList<>();
        consumer.schedulePollTask(() -> {
            // For the very next poll: others had its partitions meanwhile, and have gone.
            consumer.schedulePollTask(() -> {
                committed.add(consumer.committed(0));
                consumer.lose(0, 1);
                awake.countDown();
            });
            handler.end(queue.getFirst());
            while (jobs.inFlight() > 0) {
                Thread.onSpinWait();
            }
            nanos.addAndGet(Duration.ofMinutes(6).toNanos());
        });

        awake.await();
        consumer.turns(2);

        assertThat(committed).containsExactly(Optional.of(0L));
        assertThat(consumer.committed(0)).hasValue(0L);
    }

    @Test
    void mayBeClosedAgain() throws InterruptedException {
        JobConsumer jobs = started(Duration.ZERO);
        jobs.close();

        jobs.close();

        assertThat(consumer.closed()).isTrue();
    }
}
