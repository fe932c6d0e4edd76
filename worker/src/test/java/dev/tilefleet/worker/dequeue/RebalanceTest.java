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
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of ledgers and marks when partitions go from one member to another. */
class RebalanceTest {
    private final TestingConsumer consumer = new TestingConsumer(3, 40);
    private final List<Taken> ended = new ArrayList<>();
    private final PartitionLedgers ledgers = new PartitionLedgers(() -> consumer, () -> 0, _ -> {
        ended.forEach(Taken::done);
        ended.clear();
    });

    @BeforeEach
    void join() {
        consumer.subscribe(List.of(TestingConsumer.TOPIC), ledgers);
        consumer.assign(0, 1);
    }

    @Test
    void revocationCommitsWhatIsDoneAndForgetsTheRest() {
        List<Taken> taken = poll(0, 40, 2);
        ended.add(taken.getFirst());

        consumer.assign(1);

        assertThat(consumer.committed(0)).hasValue(41L);
        taken.getLast().done();
        ledgers.commit();
        assertThat(consumer.committed(0)).hasValue(41L);
    }

    @Test
    void revocationForgetsAlsoWhereTheLastCommitFails() {
        poll(0, 40, 1);
        consumer.failCommits(Optional.of(new CommitFailedException()));
        consumer.assign(1);
        consumer.failCommits(Optional.empty());

        ledgers.pauseFull();
        ledgers.commit();

        assertThat(consumer.committed(0)).isEmpty();
        assertThat(consumer.committed(1)).hasValue(40L);
    }

    @Test
    void anEndThatComesAfterItsPartitionWentAndCameBackMeansNothing() {
        Taken before = poll(0, 40, 1).getFirst();
        consumer.assign(1);
        consumer.assign(0, 1);
        consumer.seek(TestingConsumer.partition(0), 40);
        Taken again = poll(0, 40, 1).getFirst();

        before.done();
        ledgers.commit();
        assertThat(consumer.committed(0)).hasValue(40L);

        again.done();
        ledgers.commit();
        assertThat(consumer.committed(0)).hasValue(41L);
    }

    @Test
    void lostPartitionsAreForgottenWithoutACommit() {
        Taken taken = poll(0, 40, 1).getFirst();
        ended.add(taken);

        ledgers.onPartitionsLost(List.of(TestingConsumer.partition(0)));

        assertThat(consumer.committed(0)).isEmpty();
    }

    @Test
    void aPartitionWhoseOffsetCannotBeReadWaitsUntilItCan() {
        consumer.failPositions(Optional.of(new TimeoutException("no coordinator")));
        consumer.assign(0, 1, 2);
        ledgers.pauseFull();
        assertThat(consumer.pausedPartitions()).containsExactly(2);

        consumer.failPositions(Optional.empty());
        ledgers.pauseFull();
        ledgers.commit();

        assertThat(consumer.pausedPartitions()).isEmpty();
        assertThat(consumer.committed(2)).hasValue(40L);
    }

    @Test
    void suspectsTheTilesThatTheLastOwnerLeftInFlight() {
        consumer.commitAsync(Map.of(TestingConsumer.partition(2), new OffsetAndMetadata(40, "tf1;1*2!")), null);
        consumer.assign(0, 1, 2);

        List<Taken> taken = poll(2, 40, 2);

        assertThat(taken).extracting(Taken::suspect).containsExactly(false, true);
        assertThat(taken).extracting(Taken::crashes).containsExactly(0, 2);
    }

    @Test
    void aRevokedPartitionBlamesNobody() {
        ledgers.fly(poll(0, 40, 2));

        consumer.assign(1);

        assertThat(consumer.metadata(0)).isEmpty();
    }

    @Test
    void aPartitionSeenAsAssignedJustAfterItsRevocationHoldsNoCommitBack() {
        ledgers.onPartitionsRevoked(List.of(TestingConsumer.partition(0)));
        ledgers.pauseFull();
        consumer.subscribe(List.of(TestingConsumer.TOPIC));
        consumer.assign(1);
        poll(1, 40, 1).getFirst().done();

        ledgers.commit();

        assertThat(consumer.committed(1)).hasValue(41L);
    }

    @Test
    void aPartitionThatWasPausedWhenItCameIsResumed() {
        consumer.pause(consumer.assignment());

        ledgers.pauseFull();

        assertThat(consumer.pausedPartitions()).isEmpty();
    }

    @Test
    void aFaultWhileAPartitionIsOpenedLeavesItWaitingToo() {
        consumer.failPositions(Optional.of(new KafkaException("nobody foresaw this")));

        consumer.assign(0, 1, 2);
        ledgers.pauseFull();

        assertThat(consumer.pausedPartitions()).containsExactly(2);
        assertThat(consumer.assignment()).hasSize(3);
    }

    @Test
    void whileOffsetsCannotBeReadOneTryATurnIsMadeForAllPartitions() {
        consumer.assign();
        consumer.failPositions(Optional.of(new TimeoutException("no coordinator")));

        consumer.assign(0, 1, 2);

        assertThat(consumer.positionsAsked()).isEqualTo(1);
        assertThat(consumer.pausedPartitions()).containsExactly(0, 1, 2);
    }

    @Test
    void aPartitionThatTheConsumerStillHoldsAfterItsRevocationIsNotBegunAgain() {
        poll(0, 40, 3);
        ledgers.onPartitionsRevoked(List.of(TestingConsumer.partition(0)));

        ledgers.pauseFull();
        ledgers.commit();

        assertThat(consumer.assignment()).contains(TestingConsumer.partition(0));
        assertThat(consumer.committed(0)).hasValue(40L);
    }

    @Test
    void aPartitionThatWentWhileItWaitedWaitsNoMore() {
        consumer.failPositions(Optional.of(new TimeoutException("no coordinator")));
        consumer.assign(0, 1, 2);
        consumer.assign(0, 1);
        consumer.failPositions(Optional.empty());

        ledgers.pauseFull();
        ledgers.commit();

        assertThat(consumer.committed(2)).isEmpty();
    }

    @Test
    void aFaultInTheFarewellForgetsThePartitionsNonetheless() {
        Taken taken = poll(0, 40, 1).getFirst();
        taken.done();
        ended.add(taken);

        assertThatThrownBy(() -> ledgers.onPartitionsRevoked(List.of(TestingConsumer.partition(0))))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(ledgers.isCurrent(taken)).isFalse();
    }

    @Test
    void marksGoToTheNextOwnerAndComeBackWithThePartition() {
        List<Taken> before = poll(0, 40, 2);
        ledgers.fly(before);
        ledgers.onPartitionsLost(List.of(TestingConsumer.partition(0)));
        consumer.seek(TestingConsumer.partition(0), 40);
        ledgers.onPartitionsAssigned(List.of(TestingConsumer.partition(0)));

        List<Taken> again = poll(0, 40, 2);

        assertThat(again).extracting(Taken::suspect).containsExactly(true, true);
        before.forEach(Taken::done);
        ledgers.commit();
        assertThat(consumer.metadata(0)).isEqualTo("tf1;0,1");
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
