package dev.tilefleet.worker.dequeue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.worker.dequeue.FlightMarks.Mark;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlightMarksTest {
    private static final Mark INNOCENT = new Mark(0, false);

    @Test
    void nothingInFlightIsNoMetadata() {
        assertThat(FlightMarks.NONE.write(7)).isEmpty();
    }

    @Test
    void writesDistancesFromTheCommittedOffset() {
        FlightMarks marks = marks(Map.of(100L, INNOCENT, 103L, INNOCENT));

        assertThat(marks.write(100)).isEqualTo("tf1;0,3");
    }

    @Test
    void tellsASuspectsDeathsAndItsBeingAlone() {
        FlightMarks marks = marks(Map.of(5L, new Mark(2, true), 6L, new Mark(1, false)));

        assertThat(marks.write(5)).isEqualTo("tf1;0*2!,1*1");
    }

    @Test
    void readsBackWhatItWrote() {
        FlightMarks marks = marks(Map.of(
                9_000_000_000L, new Mark(2, true), 9_000_000_007L, INNOCENT, 9_000_000_011L, new Mark(1, false)));

        assertThat(FlightMarks.read(marks.write(8_999_999_999L), 8_999_999_999L))
                .isEqualTo(marks);
    }

    @Test
    void leavesOutTheHighestOffsetsWhereAllWouldBeTooLong() {
        SortedMap<Long, Mark> many = new TreeMap<>();
        for (long offset = 0; offset < 5_000; offset++) {
            many.put(offset, INNOCENT);
        }

        String metadata = new FlightMarks(many).write(0);

        assertThat(metadata).hasSizeLessThanOrEqualTo(FlightMarks.LONGEST).hasSizeGreaterThan(4_080);
        assertThat(FlightMarks.read(metadata, 0).byOffset()).containsKeys(0L, 1L, 900L);
    }

    @Test
    void neverLeavesOutATally() {
        SortedMap<Long, Mark> many = new TreeMap<>();
        for (long offset = 0; offset < 5_000; offset++) {
            many.put(offset, INNOCENT);
        }
        many.put(4_998L, new Mark(1, false));
        many.put(4_999L, new Mark(2, true));

        String metadata = new FlightMarks(many).write(0);

        assertThat(metadata).startsWith("tf1;4999*2!,4998*1,0,1,").hasSizeLessThanOrEqualTo(FlightMarks.LONGEST);
        assertThat(FlightMarks.read(metadata, 0).byOffset())
                .containsEntry(4_999L, new Mark(2, true))
                .containsEntry(4_998L, new Mark(1, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "tf2;0", "tf1;", "tf1;a", "tf1;0,,1", "tf1;-1", "tf1;0!*2", "something else"})
    void takesMetadataOfOthersForNoMarks(String metadata) {
        assertThat(FlightMarks.read(metadata, 0)).isEqualTo(FlightMarks.NONE);
    }

    private static FlightMarks marks(Map<Long, Mark> byOffset) {
        return new FlightMarks(new TreeMap<>(byOffset));
    }
}
