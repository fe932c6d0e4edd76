package dev.tilefleet.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeOrderTest {
    private final TimeOrder<String, Integer> order = new TimeOrder<>(List.of("a", "b"), Integer::longValue);
    private final List<Integer> given = new ArrayList<>();

    @Test
    void mergesWhatPartitionsTell() {
        order.add("a", List.of(1, 4, 5));
        order.add("b", List.of(2, 3, 6));

        order.drain(given::add);

        assertThat(given).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void waitsForAPartitionThatHasNotTold() {
        order.add("a", List.of(1, 2));

        order.drain(given::add);

        assertThat(given).isEmpty();
        assertThat(order.waiting("a")).isEqualTo(2);
    }

    @Test
    void doesNotWaitForOneThatIsThrough() {
        order.add("a", List.of(1, 2));
        order.through("b");

        order.drain(given::add);

        assertThat(given).containsExactly(1, 2);
    }

    @Test
    void isDoneOnceAllAreThroughAndNothingWaits() {
        order.through("a");
        order.add("b", List.of(7));
        order.through("b");
        assertThat(order.isDone()).isFalse();

        order.drain(given::add);

        assertThat(order.isDone()).isTrue();
    }

    @Test
    void takesMoreOfOneThatIsThrough() {
        order.through("a");
        order.through("a");
        order.add("a", List.of(5));
        order.add("b", List.of(4));

        order.drain(given::add);

        assertThat(given).containsExactly(4);
        order.through("b");
        order.drain(given::add);
        assertThat(given).containsExactly(4, 5);
    }

    @Test
    void takesWhatAPartitionTellsThatCameLater() {
        order.add("a", List.of(1));
        order.add("new", List.of(0, 9));
        order.add("b", List.of(2));
        order.through("a");
        order.through("b");

        order.drain(given::add);

        assertThat(given).containsExactly(0, 1, 2, 9);
    }

    @Test
    void isDoneAtOnceWithoutPartitions() {
        assertThat(new TimeOrder<String, Integer>(List.of(), Integer::longValue).isDone())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void putsEverythingInOrderHoweverItComes(long seed) {
        Random random = new Random(seed);
        List<List<Integer>> partitions = IntStream.range(0, 5)
                .mapToObj(_ -> new ArrayList<Integer>())
                .collect(ArrayList::new, List::add, List::addAll);
        IntStream.range(0, 1_000)
                .forEach(time -> partitions.get(random.nextInt(5)).add(time));
        TimeOrder<Integer, Integer> many = new TimeOrder<>(List.of(0, 1, 2, 3, 4), Integer::longValue);

        while (!many.isDone()) {
            int partition = random.nextInt(5);
            List<Integer> rest = partitions.get(partition);
            List<Integer> bite = rest.subList(0, Math.min(rest.size(), random.nextInt(40)));
            many.add(partition, List.copyOf(bite));
            bite.clear();
            if (rest.isEmpty()) {
                many.through(partition);
            }
            many.drain(given::add);
        }

        assertThat(given)
                .containsExactlyElementsOf(IntStream.range(0, 1_000).boxed().toList());
    }
}
