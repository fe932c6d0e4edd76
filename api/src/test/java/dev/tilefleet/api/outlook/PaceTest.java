package dev.tilefleet.api.outlook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long BEGIN = 1_764_000_000_000L;
    private static final int RUN = 2_000;

    private final Pace pace = new Pace();

    @Test
    void nothingIsKnownBeforeTheFirstEnd() {
        assertThat(pace.left(0, BEGIN, BEGIN)).isEmpty();
    }

    @Test
    void whoIsNextTakesAsLongAsARun() {
        pace.ended(BEGIN, RUN, false);

        assertThat(pace.left(0, BEGIN, BEGIN)).hasValue(Duration.ofMillis(RUN));
    }

    @Test
    void oneEndDoesNotTellHowLongALineTakes() {
        pace.ended(BEGIN, RUN, true);

        assertThat(pace.left(1, BEGIN, BEGIN)).isEmpty();
    }

    @Test
    void aLineTakesTheTimeBetweenTheEndsOfAllWorkers() {
        long last = ends(Pace.FEWEST + 1, 500);

        assertThat(pace.left(10, last, BEGIN)).hasValue(Duration.ofMillis(10 * 500 + RUN));
    }

    @Test
    void timesWithoutWorkSayNothing() {
        long last = BEGIN;
        for (int i = 0; i <= Pace.FEWEST; i++) {
            last += 60_000;
            pace.ended(last, RUN, false);
        }

        assertThat(pace.left(1, last, BEGIN)).isEmpty();
    }

    @Test
    void endsInBatchesCountByTheirMean() {
        long last = BEGIN;
        for (int i = 0; i < 128; i++) {
            last += i % 8 == 0 ? 4_000 : 0;
            pace.ended(last, RUN, true);
        }

        assertThat(pace.left(100, last, BEGIN)).hasValue(Duration.ofSeconds(52));
    }

    @Test
    void endsThatAreToldOutOfOrderAddNoTime() {
        for (int i = 0; i <= 2 * Pace.FEWEST; i++) {
            pace.ended(BEGIN + 1_000L * (i ^ 1), RUN, true);
        }

        Duration left = pace.left(100, BEGIN + 17_000, BEGIN).orElseThrow();

        assertThat(left).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(115));
    }

    @Test
    void moreWorkersAreNoticed() {
        ends(64, 4_000);
        long last = BEGIN + 64 * 4_000;
        for (int i = 0; i < 64; i++) {
            last += 100;
            pace.ended(last, RUN, true);
        }

        assertThat(pace.left(10, last, BEGIN)).hasValue(Duration.ofMillis(10 * 100 + RUN));
    }

    @Test
    void whatStandsStillHasNoEstimate() {
        long last = ends(Pace.FEWEST + 1, 500);

        assertThat(pace.left(10, last + 30_000, BEGIN)).isPresent();
        assertThat(pace.left(10, last + 30_001, BEGIN)).isEmpty();
    }

    @Test
    void longRunsHaveLongPatience() {
        pace.ended(BEGIN, 60_000, false);

        assertThat(pace.left(0, BEGIN + 240_000, BEGIN)).isPresent();
    }

    @Test
    void afterARestTheFirstToComeIsEstimated() {
        pace.ended(BEGIN, RUN, false);
        long later = BEGIN + Duration.ofHours(3).toMillis();

        assertThat(pace.left(0, later + 29_000, later)).isPresent();
        assertThat(pace.left(0, later + 31_000, later)).isEmpty();
    }

    @Test
    void anOutageIsNotTheFleetsPace() {
        long last = ends(Pace.FEWEST + 1, 500);
        long back = last + Duration.ofHours(1).toMillis();

        pace.ended(back, RUN, true);
        assertThat(pace.left(10, back, BEGIN)).isEmpty();
        for (int i = 1; i <= Pace.FEWEST; i++) {
            pace.ended(back + 250L * i, RUN, true);
        }

        assertThat(pace.left(10, back + 2_000, BEGIN)).hasValue(Duration.ofMillis(10 * 250 + RUN));
    }

    @Test
    void runsOfUnknownLengthCountForTheLineOnly() {
        ends(Pace.FEWEST + 1, 500);

        pace.ended(BEGIN + 500 * (Pace.FEWEST + 2), -1, true);

        assertThat(pace.left(1, BEGIN + 500 * (Pace.FEWEST + 2), BEGIN)).hasValue(Duration.ofMillis(500 + RUN));
    }

    /** The time of the last one. */
    private long ends(int count, int interval) {
        for (int i = 1; i <= count; i++) {
            pace.ended(BEGIN + (long) i * interval, RUN, true);
        }
        return BEGIN + (long) count * interval;
    }
}
