package dev.tilefleet.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.job.JobID;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NewsOrderTest {
    private final NewsOrder order = new NewsOrder();
    private final List<NewsOrder.Entry> entries = IntStream.range(0, 3)
            .mapToObj(_ -> new NewsOrder.Entry(KnownJob.accepted(new TestingLife(JobID.random()).job())))
            .toList();

    @Test
    void firstIsWhoJoinedFirst() {
        entries.forEach(order::joinLast);

        assertThat(order.first()).isSameAs(entries.getFirst());
        assertThat(order.size()).isEqualTo(3);
    }

    @Test
    void whoJoinsAgainIsLast() {
        entries.forEach(order::joinLast);

        order.joinLast(entries.getFirst());

        assertThat(order.first()).isSameAs(entries.get(1));
        assertThat(order.size()).isEqualTo(3);
    }

    @Test
    void closesUpBehindWhoLeaves() {
        entries.forEach(order::joinLast);

        entries.get(0).leave();
        entries.get(1).leave();
        entries.get(1).leave();

        assertThat(order.first()).isSameAs(entries.getLast());
        assertThat(order.size()).isOne();
    }

    @Test
    void whoJoinsAnotherOrderLeavesHis() {
        NewsOrder other = new NewsOrder();
        entries.forEach(order::joinLast);

        other.joinLast(entries.getFirst());

        assertThat(order.first()).isSameAs(entries.get(1));
        assertThat(order.size()).isEqualTo(2);
        assertThat(other.first()).isSameAs(entries.getFirst());
    }
}
