package dev.tilefleet.worker.dequeue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whom a ledger names to its successor. */
class SuspectsTest {
    @Test
    void namesTheTilesInFlight() {
        OffsetLedger ledger = new OffsetLedger(10, 100);
        take(ledger, 10, 11, 12);

        ledger.fly(10);
        ledger.fly(12);

        assertThat(ledger.marks()).isEqualTo("tf1;0,2");
    }

    @Test
    void namesNobodyWhoHasLanded() {
        OffsetLedger ledger = new OffsetLedger(10, 100);
        take(ledger, 10, 11);
        ledger.fly(10);
        ledger.fly(11);

        ledger.land(11);
        ledger.done(10);

        assertThat(ledger.marks()).isEmpty();
    }

    @Test
    void blamesNobodyWhenItLeavesInPeace() {
        OffsetLedger ledger = new OffsetLedger(10, 100);
        take(ledger, 10);

        ledger.fly(10);

        assertThat(ledger.marksInPeace()).isEmpty();
    }

    @Test
    void suspectsWhoeverWasInFlightWhenTheLastOwnerDied() {
        OffsetLedger ledger = new OffsetLedger(10, 100, FlightMarks.read("tf1;1", 10));

        assertThat(ledger.isSuspect(10)).isFalse();
        assertThat(ledger.isSuspect(11)).isTrue();
        assertThat(ledger.crashes(11)).isZero();
    }

    @Test
    void aDeathAmongManyIsNobodysTally() {
        OffsetLedger first = new OffsetLedger(10, 100);
        take(first, 10, 11);
        first.fly(10);
        first.fly(11);

        OffsetLedger second = new OffsetLedger(10, 100, FlightMarks.read(first.marks(), 10));

        assertThat(second.crashes(10)).isZero();
        assertThat(second.crashes(11)).isZero();
    }

    @Test
    void theTallyGrowsWithEachDeathAlone() {
        FlightMarks left = FlightMarks.read("tf1;0,1", 10);
        for (int deaths = 1; deaths <= 3; deaths++) {
            OffsetLedger ledger = new OffsetLedger(10, 100, left);
            take(ledger, 10, 11);
            ledger.fly(10);
            left = FlightMarks.read(ledger.marks(), 10);

            assertThat(new OffsetLedger(10, 100, left).crashes(10)).isEqualTo(deaths);
            assertThat(new OffsetLedger(10, 100, left).crashes(11)).isZero();
        }
    }

    @Test
    void aPeacefulEndForgetsTheFlightButNotTheDeathsBefore() {
        OffsetLedger ledger = new OffsetLedger(10, 100, FlightMarks.read("tf1;0*2", 10));
        take(ledger, 10);

        ledger.fly(10);

        assertThat(ledger.marks()).isEqualTo("tf1;0*3!");
        assertThat(ledger.marksInPeace()).isEqualTo("tf1;0*2");
    }

    @Test
    void aSuspectThatLandsIsCleared() {
        OffsetLedger ledger = new OffsetLedger(10, 100, FlightMarks.read("tf1;0*2,1", 10));
        take(ledger, 10, 11);
        ledger.fly(10);

        ledger.land(10);

        assertThat(ledger.marks()).isEqualTo("tf1;1");
    }

    @Test
    void aSuspectThatLandsIsNewsForTheLog() {
        OffsetLedger ledger = new OffsetLedger(10, 100, FlightMarks.read("tf1;0*2", 10));
        take(ledger, 10);
        ledger.fly(10);
        ledger.committing();

        ledger.land(10);

        assertThat(ledger.isAhead()).isTrue();
        ledger.committing();
        assertThat(ledger.isAhead()).isFalse();
    }

    @Test
    void anyOtherTileThatLandsIsNoNews() {
        OffsetLedger ledger = new OffsetLedger(10, 100);
        take(ledger, 10);
        ledger.fly(10);
        ledger.committing();

        ledger.land(10);

        assertThat(ledger.isAhead()).isFalse();
    }

    @Test
    void anEndBeforeAnyFlightClearsASuspectToo() {
        OffsetLedger ledger = new OffsetLedger(10, 100, FlightMarks.read("tf1;0*2,1", 10));
        take(ledger, 10, 11);

        ledger.done(10);

        assertThat(ledger.marks()).isEqualTo("tf1;0");
    }

    @Test
    void marksCountFromTheCommittableOffset() {
        OffsetLedger ledger = new OffsetLedger(10, 100);
        take(ledger, 10, 11, 12);
        ledger.fly(12);

        ledger.done(10);

        assertThat(ledger.marks()).isEqualTo("tf1;1");
    }

    @Test
    void aSuspectNotYetReadIsNamedOn() {
        OffsetLedger ledger = new OffsetLedger(10, 100, FlightMarks.read("tf1;0,5*2", 10));
        take(ledger, 10);
        ledger.done(10);

        assertThat(ledger.marks()).isEqualTo("tf1;4*2");
        assertThat(ledger.marksInPeace()).isEqualTo("tf1;4*2");
    }

    @Test
    void forgetsSuspectsBehindTheCommittedOffset() {
        OffsetLedger ledger = new OffsetLedger(10, 100, FlightMarks.read("tf1;0*2", 10));

        ledger.passOver(20);

        assertThat(ledger.marks()).isEmpty();
    }

    private static void take(OffsetLedger ledger, long... offsets) {
        for (long offset : offsets) {
            ledger.take(offset);
        }
    }
}
