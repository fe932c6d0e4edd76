package dev.tilefleet.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FreshnessTest {
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private final Freshness<String> freshness = new Freshness<>();

    @Test
    void isAsOfNoTimeBeforeAnythingWasNoted() {
        freshness.reached(_ -> Long.MAX_VALUE);

        assertThat(freshness.asOf()).isEmpty();
    }

    @Test
    void isAsOfTheNoteOnceAllEndsAreReached() {
        freshness.note(NOON, Map.of("a", 5L, "b", 7L));

        freshness.reached(Map.of("a", 5L, "b", 6L)::get);
        assertThat(freshness.asOf()).isEmpty();
        assertThat(freshness.ahead()).containsExactly("b");
        freshness.reached(Map.of("a", 5L, "b", 7L)::get);
        assertThat(freshness.asOf()).contains(NOON);
    }

    @Test
    void growsFreshByTheNextNote() {
        freshness.note(NOON, Map.of("a", 5L));
        freshness.reached(_ -> 5);
        freshness.note(NOON.plusSeconds(10), Map.of("a", 8L));
        assertThat(freshness.asOf()).contains(NOON);

        freshness.reached(_ -> 8);

        assertThat(freshness.asOf()).contains(NOON.plusSeconds(10));
    }

    @Test
    void aLogThatGrowsAsFastAsItIsReadIsReachedAllTheSame() {
        freshness.note(NOON, Map.of("a", 5L));
        freshness.note(NOON.plusSeconds(10), Map.of("a", 50L));

        freshness.reached(_ -> 5);

        assertThat(freshness.asOf()).contains(NOON);
    }

    @Test
    void aLogThatWasCutOffIsReachedWhereItEndsNow() {
        freshness.note(NOON, Map.of("a", 5L));
        freshness.note(NOON.plusSeconds(10), Map.of("a", 3L));

        freshness.reached(_ -> 3);

        assertThat(freshness.asOf()).contains(NOON);
    }

    @Test
    void doesNotWaitForAPartitionThatIsGone() {
        freshness.note(NOON, Map.of("a", 5L, "b", 5L));
        freshness.note(NOON.plusSeconds(10), Map.of("a", 5L));

        freshness.reached(_ -> 5);

        assertThat(freshness.asOf()).contains(NOON);
    }

    @Test
    void tellsHowManyRecordsAreAhead() {
        freshness.note(NOON, Map.of("a", 5L, "b", 7L));

        assertThat(freshness.distance(Map.of("a", 2L, "b", 9L)::get)).isEqualTo(3);
    }
}
