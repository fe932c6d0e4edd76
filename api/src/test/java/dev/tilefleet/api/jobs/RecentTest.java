package dev.tilefleet.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentTest {
    private final Recent<String, StringBuilder> recent = new Recent<>(StringBuilder::new);

    @Test
    void givesTheSameValueForEqualKeys() {
        StringBuilder first = recent.of("worker-7");

        assertThat(recent.of("worker-" + Integer.parseInt("7"))).isSameAs(first);
    }

    @Test
    void givesEachKeyItsOwnHoweverManyThereAre() {
        assertThat(IntStream.range(0, 10_000)
                        .mapToObj(Integer::toString)
                        .filter(key -> !recent.of(key).toString().equals(key)))
                .isEmpty();
    }
}
