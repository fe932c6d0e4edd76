package dev.tilefleet.api.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.job.Callback;
import dev.tilefleet.job.Delivery;
import dev.tilefleet.job.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Receivers that are away leave their events in the store and nobody else waiting. */
class BacklogTest {
    private static final int MANY = 20_000;
    private static final String AWAY = "away.example.org";
    private static final String WELL = "well.example.org";

    private final TestingStage stage = new TestingStage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void ofTwentyThousandEventsOfAReceiverThatIsAwayNoneIsInMemory() throws InterruptedException {
        stage.receiver.isAway(AWAY);
        for (int event = 0; event < MANY; event++) {
            stage.opening.open(List.of(new Opening.Heard(
                    stage.ended(Callback.ENDED, "https://" + AWAY), TestingStage.SHARD, Optional.empty())));
        }
        Sweep.Found found = stage.round();

        assertThat(stage.timers()).hasSize(MANY);
        assertThat(found.due()).isGreaterThan(MANY - 10);
        assertThat(stage.lanes.inHand()).isZero();
        // A few requests found out that it is away.
        assertThat(stage.receiver.got).hasSizeLessThan(10);
        assertThat(stage.lanes.resting()).isOne();
    }

    @Test
    void itIsWorkedOffOnceTheReceiverIsBack() throws InterruptedException {
        stage.receiver.isAway(AWAY);
        List<Outcome> ends = new ArrayList<>();
        for (int event = 0; event < 500; event++) {
            ends.add(stage.ended(Callback.ENDED, "https://" + AWAY));
            stage.read(ends.getLast());
        }
        stage.live(Duration.ofHours(1));
        stage.receiver.isBack(AWAY);

        stage.live(Duration.ofMinutes(30));

        assertThat(ends)
                .allSatisfy(end -> assertThat(stage.report(end).status()).isEqualTo(Delivery.Status.DELIVERED));
        assertThat(stage.timers()).isEmpty();
    }

    @Test
    void othersAreToldMeanwhile() throws InterruptedException {
        stage.receiver.isAway(AWAY);
        for (int event = 0; event < 100; event++) {
            stage.read(stage.ended(Callback.ENDED, "https://" + AWAY));
        }

        Outcome end = stage.ended(Callback.ENDED, "https://" + WELL);
        stage.read(end);

        assertThat(stage.report(end).status()).isEqualTo(Delivery.Status.DELIVERED);
    }

    @Test
    void whatWaitedForDaysForAReceiverThatIsLeftAloneIsGivenUp() throws InterruptedException {
        stage.receiver.isAway(AWAY);
        List<Outcome> ends = new ArrayList<>();
        for (int event = 0; event < 20; event++) {
            ends.add(stage.ended(Callback.ENDED, "https://" + AWAY));
            stage.read(ends.getLast());
        }

        stage.live(Duration.ofDays(6));

        assertThat(ends)
                .allSatisfy(end -> assertThat(stage.report(end).status()).isEqualTo(Delivery.Status.GIVEN_UP));
        assertThat(stage.timers()).isEmpty();
    }
}
