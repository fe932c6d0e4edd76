package dev.tilefleet.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PartitionRoundTest {

    @Test
    void goesThroughAllPartitionsInTurn() {
        PartitionRound round = new PartitionRound(1);

        assertThat(next(round, 3, 7)).containsExactly(1, 2, 0, 1, 2, 0, 1);
    }

    @Test
    void namesPartitionsFromANegativeStartToo() {
        PartitionRound round = new PartitionRound(-2);

        assertThat(next(round, 3, 4)).containsExactly(1, 2, 0, 1);
    }

    @Test
    void namesPartitionsBeyondTheLargestTurn() {
        PartitionRound round = new PartitionRound(Integer.MAX_VALUE);

        assertThat(next(round, 4, 3)).containsExactly(3, 0, 1);
    }

    @Test
    void takesInPartitionsThatAreAddedLater() {
        PartitionRound round = new PartitionRound(0);
        next(round, 2, 2);

        assertThat(next(round, 4, 4)).containsExactly(2, 3, 0, 1);
    }

    @Test
    void beginsAnywhere() {
        Stream<Integer> starts =
                Stream.generate(() -> new PartitionRound().next(24)).limit(200);

        assertThat(starts.distinct().count()).isGreaterThan(1);
    }

    private static List<Integer> next(PartitionRound round, int partitions, int times) {
        return IntStream.range(0, times).mapToObj(_ -> round.next(partitions)).toList();
    }
}
