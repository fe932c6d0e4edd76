package dev.tilefleet.worker.dequeue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.job.Documents;
import dev.tilefleet.job.JobID;
import dev.tilefleet.worker.TestingJobs;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class JobConsumerTest extends TestingConsumerAtWork {
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
    void takesNothingWhileTheValveIsShutAndPollsOn() throws InterruptedException {
        JobConsumer jobs = started(Duration.ZERO);
        letsIn.set(false);
        consumer.turns(2);
        List<JobID> queue = enqueue(0, 0, 1);

        consumer.turns(5);

        assertThat(jobs.inFlight()).isZero();
        assertThat(consumer.pausedPartitions()).containsExactly(0, 1);
        letsIn.set(true);
        assertThat(handler.taken.take()).isEqualTo(queue.getFirst());
    }

    @Test
    void commitsWhatEndsWhileTheValveIsShut() throws InterruptedException {
        started(Duration.ZERO);
        List<JobID> queue = enqueue(0, 0, 1);
        take(1);
        letsIn.set(false);
        consumer.turns(2);

        handler.end(queue.getFirst());

        consumer.turnsUntil(() -> consumer.committed(0).equals(Optional.of(1L)));
    }

    @Test
    void aPartitionThatComesWhileThereIsNoRoomBringsNoJobOverCapacity() throws InterruptedException {
        JobConsumer jobs = started(Duration.ZERO);
        consumer.inPoll(() -> consumer.assign(0));
        enqueue(0, 0, CAPACITY);
        take(CAPACITY);

        consumer.inPoll(() -> {
            consumer.assign(0, 1);
            consumer.addRecord(TestingConsumer.record(1, 0, Documents.write(TestingJobs.job())));
        });
        consumer.turns(5);

        assertThat(jobs.inFlight()).isEqualTo(CAPACITY);
    }

    @Test
    void showsWhatItHasInHand() throws InterruptedException {
        started(Duration.ZERO);
        List<JobID> queue = enqueue(0, 0, 3);
        take(3);

        handler.end(queue.get(1));
        consumer.turnsUntil(() -> gauge("tilefleet.jobs.in.flight") == 2);
        consumer.turns(2);

        assertThat(gauge("tilefleet.partitions.assigned")).isEqualTo(2);
        assertThat(gauge("tilefleet.ledger.span")).isEqualTo(3);
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
    void aMemberThatIsPastHelpIsFollowedByAnother() throws InterruptedException {
        started(Duration.ZERO);
        consumer.setPollException(new UnknownServerException("no assignment could be made"));
        JobID job = JobID.random();

        successor.inPoll(() -> {
            successor.assign(0, 1);
            successor.addRecord(TestingConsumer.record(1, 0, Documents.write(TestingJobs.job(job))));
        });

        assertThat(handler.taken.take()).isEqualTo(job);
        assertThat(consumer.closed()).isTrue();
    }

    @Test
    void whatEndsForAMemberThatIsNoMoreIsNotCommittedByTheNext() throws InterruptedException {
        started(Duration.ZERO);
        List<JobID> queue = enqueue(0, 0, 1);
        take(1);
        consumer.setPollException(new UnknownServerException("no assignment could be made"));
        successor.inPoll(() -> successor.assign(0, 1));

        handler.end(queue.getFirst());
        successor.turns(5);

        assertThat(successor.committed(0)).hasValue(0L);
    }

    @Test
    void aRecordThatHoldsNoJobIsSetAsideAndCommitted() throws InterruptedException {
        started(Duration.ZERO);

        consumer.inPoll(() -> consumer.addRecord(TestingConsumer.record(0, 0, "hello".getBytes(UTF_8))));

        assertThat(handler.unreadable.take().reason()).startsWith("not a job document: ");
        consumer.turnsUntil(() -> consumer.committed(0).equals(Optional.of(1L)));
    }

    @Test
    void aRecordWhoseReadingFailsInAWayNobodyForesawIsSetAsideToo() throws InterruptedException {
        started(Duration.ZERO);
        ConsumerRecord<byte[], byte[]> cursed =
                new ConsumerRecord<>(TestingConsumer.TOPIC, 0, 0, new byte[0], new byte[0]) {
                    @Override
                    public byte[] value() {
                        throw new IllegalStateException("of the reader");
                    }
                };

        consumer.inPoll(() -> consumer.addRecord(cursed));

        assertThat(handler.unreadable.take().reason()).endsWith("of the reader");
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
    void anErrorOfThePollEndsNothingEither() throws InterruptedException {
        started(Duration.ZERO);
        consumer.schedulePollTask(() -> {
            throw new StackOverflowError("of a client library");
        });

        assertTakesJobsOf(0);
    }
}
