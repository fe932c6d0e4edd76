package dev.tilefleet.worker.dequeue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.worker.dequeue.PartitionLedgers.Taken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PartitionLedgersTest {
    private final TestingConsumer consumer = new TestingConsumer(3, 40);
    private final List<Taken> ended = new ArrayList<>();
    private long nanos;
    private final PartitionLedgers ledgers = new PartitionLedgers(() -> consumer, () -> nanos, _ -> {
        ended.forEach(Taken::done);
        ended.clear();
    });

    @BeforeEach
    void join() {
        consumer.subscribe(List.of(TestingConsumer.TOPIC), ledgers);
        consumer.assign(0, 1);
    }

    @Test
    void writesThePositionsOfNewPartitionsBack() {
        ledgers.commit();

        assertThat(consumer.committed(0)).hasValue(40L);
        assertThat(consumer.committed(1)).hasValue(40L);
        assertThat(consumer.committed(2)).isEmpty();
    }

    @Test
    void commitsEachPartitionUpToItsFirstUnfinishedJob() {
        List<Taken> first = poll(0, 40, 3);
        List<Taken> second = poll(1, 40, 2);
        first.get(0).done();
        first.get(2).done();
        second.get(1).done();

        ledgers.commit();

        assertThat(consumer.committed(0)).hasValue(41L);
        assertThat(consumer.committed(1)).hasValue(40L);
    }

    @Test
    void commitsPastOffsetsThatHoldNoRecord() {
        poll(0, 40, 1).getFirst().done();
        consumer.seek(TestingConsumer.partition(0), 44);

        ledgers.commit();

        assertThat(consumer.committed(0)).hasValue(44L);
    }

    @Test
    void aCommitThatFailedIsRepeated() {
        poll(0, 40, 1).getFirst().done();
        consumer.failCommits(Optional.of(new CommitFailedException()));
        ledgers.commit();
        assertThat(consumer.committed(0)).isEmpty();
        consumer.failCommits(Optional.empty());

        ledgers.commit();

        assertThat(consumer.committed(0)).hasValue(41L);
    }

    @Test
    void beginsAnewWhereTheLogWasCutBack() {
        poll(0, 47, 1);
        consumer.seek(TestingConsumer.partition(0), 43);

        Taken taken = poll(0, 43, 1).getFirst();
        taken.done();
        ledgers.commit();

        assertThat(consumer.committed(0)).hasValue(44L);
    }

    @Test
    void whoIsInFlightIsWrittenDownWithTheOffset() {
        List<Taken> taken = poll(0, 40, 3);

        ledgers.fly(List.of(taken.get(0), taken.get(2)));

        assertThat(consumer.committed(0)).hasValue(40L);
        assertThat(consumer.metadata(0)).isEqualTo("tf1;0,2");
    }

    @Test
    void aPositionThatIsBeingLookedUpHoldsNoCommitBack() {
        poll(0, 40, 1).getFirst().done();
        consumer.failPositions(Optional.of(new TimeoutException("looking it up")));

        ledgers.commit();

        assertThat(consumer.committed(0)).hasValue(41L);
    }

    @Test
    void aPartitionThatRanASpanAheadOfOneJobPauses() {
        List<Taken> taken = poll(0, 40, PartitionLedgers.SPAN);
        taken.subList(1, taken.size()).forEach(Taken::done);

        ledgers.pauseFull();
        assertThat(consumer.pausedPartitions()).containsExactly(0);

        taken.getFirst().done();
        ledgers.pauseFull();
        assertThat(consumer.pausedPartitions()).isEmpty();
    }

    @Test
    void aPartitionIsPausedWhenItComesAndResumedByTheNextTurn() {
        assertThat(consumer.pausedPartitions()).containsExactly(0, 1);

        ledgers.pauseFull();

        assertThat(consumer.pausedPartitions()).isEmpty();
    }

    @Test
    void theLastCommitRepeatsWhatWasCommitted() {
        ledgers.commit();
        consumer.forgetCommits();

        ledgers.leave();

        assertThat(consumer.committed(0)).hasValue(40L);
        assertThat(consumer.committed(1)).hasValue(40L);
    }

    @Test
    void whoeverHasLeftCommitsNoMore() {
        Taken taken = poll(0, 40, 1).getFirst();
        ledgers.leave();

        taken.done();
        ledgers.commit();
        consumer.assign();

        assertThat(consumer.committed(0)).hasValue(40L);
    }

    @Test
    void leavingBlamesNobodyForWhatIsStillInFlight() {
        ledgers.fly(poll(0, 40, 2));

        ledgers.leave();

        assertThat(consumer.committed(0)).hasValue(40L);
        assertThat(consumer.metadata(0)).isEmpty();
    }

    @Test
    void anIdlePartitionIsCommittedAgainEveryHour() {
        ledgers.commit();
        consumer.forgetCommits();
        nanos += Duration.ofMinutes(60).toNanos();
        ledgers.commit();
        assertThat(consumer.committed(0)).isEmpty();

        nanos += 1;
        ledgers.commit();

        assertThat(consumer.committed(0)).hasValue(40L);
        assertThat(consumer.committed(1)).hasValue(40L);
    }

    @Test
    void theHourlyCommitNamesWhoIsInFlight() {
        ledgers.fly(poll(0, 40, 2));
        consumer.forgetCommits();
        nanos += Duration.ofMinutes(61).toNanos();

        ledgers.commit();

        assertThat(consumer.metadata(0)).isEqualTo("tf1;0,1");
    }

    @Test
    void aTopicMadeAnewIsNotCommittedWhereTheOldOneEnded() {
        poll(0, 57, 1).getFirst().done();
        ledgers.commit();
        assertThat(consumer.committed(0)).hasValue(58L);

        consumer.seek(TestingConsumer.partition(0), 0);
        ledgers.commit();

        assertThat(consumer.committed(0)).hasValue(0L);
    }

    @Test
    void anEndOfAJobOfTheOldTopicMeansNothingToTheNewOne() {
        List<Taken> old = poll(0, 50, 2);
        consumer.seek(TestingConsumer.partition(0), 0);
        ledgers.commit();

        old.forEach(Taken::done);
        ledgers.commit();

        assertThat(ledgers.isCurrent(old.getFirst())).isFalse();
        assertThat(consumer.committed(0)).hasValue(0L);
    }

    @Test
    void aFlightThatCouldNotBeWrittenDownLeavesNothingUncommitted() {
        List<Taken> taken = poll(0, 40, 2);
        taken.getFirst().done();
        consumer.failCommits(Optional.of(new TimeoutException("no coordinator")));
        assertThatThrownBy(() -> ledgers.fly(taken.subList(1, 2))).isInstanceOf(TimeoutException.class);
        consumer.failCommits(Optional.empty());

        ledgers.commit();

        assertThat(consumer.committed(0)).hasValue(41L);
        assertThat(consumer.metadata(0)).isEqualTo("tf1;0");
    }

    @Test
    void aSuspectThatLandsIsClearedAlsoWhileItWaitsForItsStore() {
        consumer.commitAsync(Map.of(TestingConsumer.partition(2), new OffsetAndMetadata(40, "tf1;0*1")), null);
        consumer.assign(0, 1, 2);
        Taken suspect = poll(2, 40, 1).getFirst();
        ledgers.fly(List.of(suspect));
        assertThat(consumer.metadata(2)).isEqualTo("tf1;0*2!");

        suspect.land();
        ledgers.commit();

        assertThat(consumer.committed(2)).hasValue(40L);
        assertThat(consumer.metadata(2)).isEmpty();
    }

    @Test
    void aRecordOfAPartitionThatIsNotOwnedIsLeftAlone() {
        ConsumerRecord<byte[], byte[]> record = TestingConsumer.record(2, 40, new byte[0]);

        assertThatThrownBy(() -> ledgers.take(record)).isInstanceOf(IllegalStateException.class);
        ledgers.commit();

        assertThat(consumer.committed(2)).isEmpty();
    }

    /** Records of one partition, polled and taken. */
    private List<Taken> poll(int partition, long first, int count) {
        List<ConsumerRecord<byte[], byte[]>> records = IntStream.range(0, count)
                .mapToObj(number -> TestingConsumer.record(partition, first + number, new byte[0]))
                .toList();
        records.forEach(consumer::addRecord);
        ledgers.pauseFull();
        return records.stream()
                .map(_ -> consumer.poll(Duration.ZERO))
                .map(polled -> ledgers.take(polled.iterator().next()))
                .toList();
    }
}
