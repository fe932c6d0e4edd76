package dev.tilefleet.worker.dequeue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OffsetLedgerTest {
    private static final int SPAN = 10;
    private final OffsetLedger ledger = new OffsetLedger(100, SPAN);

    @Test
    void withNothingInHandThePositionMayBeCommitted() {
        assertThat(ledger.committable()).isEqualTo(100);
        assertThat(ledger.inHand()).isZero();
    }

    @Test
    void aJobInHandIsNotCommitted() {
        take(100, 101);

        assertThat(ledger.committable()).isEqualTo(100);
        assertThat(ledger.inHand()).isEqualTo(2);
    }

    @Test
    void jobsThatEndInOrderAreCommittedOneByOne() {
        take(100, 101);

        ledger.done(100);
        assertThat(ledger.committable()).isEqualTo(101);
        ledger.done(101);
        assertThat(ledger.committable()).isEqualTo(102);
    }

    @Test
    void aJobThatEndedBeforeAnEarlierOneIsAHole() {
        take(100, 101, 102);

        ledger.done(101);
        ledger.done(102);

        assertThat(ledger.committable()).isEqualTo(100);
    }

    @Test
    void theEarliestJobClosesTheHolesBehindIt() {
        take(100, 101, 102, 103);
        ledger.done(101);
        ledger.done(102);

        ledger.done(100);

        assertThat(ledger.committable()).isEqualTo(103);
    }

    @Test
    void whateverTheOrderNothingInHandIsEverPassedOver() {
        List<Long> order = List.of(107L, 100L, 104L, 101L, 109L, 102L, 103L, 108L, 105L, 106L);
        LongStream.range(100, 110).forEach(ledger::take);

        for (int ended = 0; ended < order.size(); ended++) {
            ledger.done(order.get(ended));
            long expected = order.subList(ended + 1, order.size()).stream()
                    .mapToLong(Long::longValue)
                    .min()
                    .orElse(110);
            assertThat(ledger.committable()).isEqualTo(expected);
        }
    }

    @Test
    void offsetsThatHoldNoRecordArePassedOver() {
        take(100, 105);

        ledger.done(100);
        assertThat(ledger.committable()).isEqualTo(105);
        ledger.done(105);
        assertThat(ledger.committable()).isEqualTo(106);
    }

    @Test
    void anIdlePartitionFollowsThePositionPastOffsetsThatHoldNoRecord() {
        ledger.passOver(103);

        assertThat(ledger.committable()).isEqualTo(103);
    }

    @Test
    void aJobInHandHoldsTheCommitWhateverIsPassedOverBehindIt() {
        take(100);
        ledger.passOver(103);

        assertThat(ledger.committable()).isEqualTo(100);
        ledger.done(100);
        assertThat(ledger.committable()).isEqualTo(103);
    }

    @Test
    void thePositionNeverGoesBack() {
        take(100);

        assertThatThrownBy(() -> ledger.passOver(100))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("offset 100 is behind position 101");
        assertThat(ledger.isAtOrAfterPosition(101)).isTrue();
    }

    @Test
    void whatIsPassedOverTwiceStaysPassedOver() {
        ledger.passOver(103);
        ledger.passOver(103);

        assertThat(ledger.committable()).isEqualTo(103);
    }

    @Test
    void aHoleIsNoRecordThatIsPassedOverForAll() {
        take(100, 101, 102);
        ledger.done(101);
        ledger.passOver(110);

        ledger.done(100);
        assertThat(ledger.committable()).isEqualTo(102);
        ledger.done(102);
        assertThat(ledger.committable()).isEqualTo(110);
    }

    @Test
    void aNewLedgerWritesItsPositionBack() {
        assertThat(ledger.isAhead()).isTrue();
    }

    @Test
    void whatWasCommittedIsNotCommittedAgain() {
        ledger.committing();

        assertThat(ledger.isAhead()).isFalse();
        take(100);
        assertThat(ledger.isAhead()).isFalse();
        ledger.done(100);
        assertThat(ledger.isAhead()).isTrue();
    }

    @Test
    void aFailedCommitIsRepeated() {
        ledger.committing();

        ledger.recommit();

        assertThat(ledger.isAhead()).isTrue();
        assertThat(ledger.committable()).isEqualTo(100);
    }

    @Test
    void isFullWhenOneJobHoldsUpAWholeSpan() {
        take(LongStream.range(100, 100 + SPAN - 1).toArray());
        LongStream.range(101, 100 + SPAN - 1).forEach(ledger::done);
        assertThat(ledger.isFull()).isFalse();

        take(100 + SPAN - 1);
        assertThat(ledger.isFull()).isTrue();

        ledger.done(100);
        assertThat(ledger.isFull()).isFalse();
    }

    @Test
    void theSpanCountsOffsetsNotJobs() {
        take(100);
        ledger.passOver(100 + SPAN - 1);
        assertThat(ledger.isFull()).isFalse();

        ledger.passOver(100 + SPAN);

        assertThat(ledger.isFull()).isTrue();
    }

    @Test
    void anIdlePartitionIsNeverFull() {
        ledger.passOver(100 + 5 * SPAN);

        assertThat(ledger.isFull()).isFalse();
    }

    @Test
    void isNotFullHoweverMuchIsDone() {
        LongStream.range(100, 100 + 5 * SPAN).forEach(offset -> {
            ledger.take(offset);
            ledger.done(offset);
        });

        assertThat(ledger.isFull()).isFalse();
    }

    @Test
    void knowsARecordOfALogThatWasCutBack() {
        take(100, 101);

        assertThat(ledger.isAtOrAfterPosition(102)).isTrue();
        assertThat(ledger.isAtOrAfterPosition(101)).isFalse();
    }

    @Test
    void refusesARecordBehindThePosition() {
        take(100);

        assertThatThrownBy(() -> ledger.take(100))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("offset 100 is behind position 101");
    }

    @Test
    void refusesAnEndOfWhatWasNeverTaken() {
        take(100);

        assertThatThrownBy(() -> ledger.done(101)).hasMessage("offset 101 is not in hand");
        assertThat(ledger.committable()).isEqualTo(100);
    }

    @Test
    void refusesAnEndOfWhatIsNotInHand() {
        take(100);
        ledger.done(100);

        assertThatThrownBy(() -> ledger.done(100))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("offset 100 is not in hand");
    }

    private void take(long... offsets) {
        LongStream.of(offsets).forEach(ledger::take);
    }
}
