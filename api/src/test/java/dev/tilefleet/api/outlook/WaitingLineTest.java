package dev.tilefleet.api.outlook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaitingLineTest {
    private final WaitingLine line = new WaitingLine();

    @Test
    void nobodyIsBeforeTheFirst() {
        line.join(100);

        assertThat(line.before(100)).isZero();
    }

    @Test
    void whoJoinedEarlierIsBefore() {
        line.join(100);
        line.join(200);
        line.join(300);

        assertThat(line.before(300)).isEqualTo(2);
        line.leave(100);
        assertThat(line.before(300)).isOne();
        line.leave(200);
        assertThat(line.before(300)).isZero();
    }

    @Test
    void whoJoinedLaterIsNot() {
        line.join(100);
        line.join(200);

        assertThat(line.before(100)).isZero();
    }

    @Test
    void thoseOfOneMillisecondAreNotBeforeEachOther() {
        line.join(100);
        line.join(200);
        line.join(200);

        assertThat(line.before(200)).isOne();
    }

    @Test
    void whoIsToldLateStandsWhereHeBelongs() {
        line.join(100);
        line.join(200);
        line.join(300);

        line.join(150);

        assertThat(line.before(300)).isEqualTo(3);
        line.leave(150);
        assertThat(line.before(300)).isEqualTo(2);
    }

    @Test
    void whoIsOlderThanAllIsBeforeThem() {
        line.join(100);

        line.join(50);
        line.join(200);

        assertThat(line.before(50)).isZero();
        assertThat(line.before(200)).isEqualTo(2);
        line.leave(50);
        line.leave(100);
        assertThat(line.before(200)).isZero();
    }

    @Test
    void anEmptyLineBeginsAnew() {
        line.join(100);
        line.leave(100);

        line.join(50);

        assertThat(line.size()).isOne();
        assertThat(line.before(50)).isZero();
        assertThat(line.before(100)).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void agreesWithCountingThroughALongLife(long seed) {
        Random random = new Random(seed);
        List<Long> waiting = new ArrayList<>();
        for (long now = 0; now < 5_000; now += 1 + random.nextInt(3)) {
            line.join(now);
            waiting.add(now);
            // Now and then the line is worked off, nearly in order.
            while (waiting.size() > random.nextInt(400)) {
                line.leave(waiting.remove(random.nextInt(Math.min(3, waiting.size()))));
            }
            if (!waiting.isEmpty()) {
                long time = waiting.get(random.nextInt(waiting.size()));
                assertThat(line.before(time)).isEqualTo((int)
                        waiting.stream().filter(other -> other < time).count());
            }
        }
        assertThat(line.size()).isEqualTo(waiting.size());
    }
}
