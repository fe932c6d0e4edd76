package dev.tilefleet.api.deliver;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.api.deliver.Lanes.Offer;
import dev.tilefleet.api.deliver.Lanes.Sign;
import dev.tilefleet.api.jobs.TestingClock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LanesTest {
    private static final int MOST = 3;
    private static final int MOST_OF_ORIGIN = 2;

    private final TestingClock clock = new TestingClock(TestingStage.NOON);
    private final Lanes lanes = new Lanes(MOST, MOST_OF_ORIGIN, clock);
    private final LinkedBlockingQueue<String> begun = new LinkedBlockingQueue<>();
    private final CountDownLatch hold = new CountDownLatch(1);

    @AfterEach
    void close() {
        hold.countDown();
        lanes.close();
    }

    @Test
    void anOriginHasItsShareAndOthersTheRest() throws InterruptedException {
        lanes.offer("a", "a1", held("a1"));
        lanes.offer("a", "a2", held("a2"));
        lanes.offer("a", "a3", held("a3"));
        lanes.offer("b", "b1", held("b1"));

        assertThat(IntStream.range(0, MOST).mapToObj(_ -> next()).toList()).containsExactlyInAnyOrder("a1", "a2", "b1");
        assertThat(begun.poll()).isNull();
        assertThat(lanes.inHand()).isEqualTo(4);
    }

    @Test
    void whatWaitsGoesOnWhenThereIsRoom() {
        lanes.offer("a", "a1", held("a1"));
        lanes.offer("a", "a2", held("a2"));
        lanes.offer("a", "a3", held("a3"));

        hold.countDown();

        assertThat(IntStream.range(0, 3).mapToObj(_ -> next()).toList()).contains("a3");
    }

    @Test
    void whatIsInHandIsNotTakenTwice() {
        lanes.offer("a", "a1", held("a1"));

        assertThat(lanes.offer("a", "a1", held("a1"))).isEqualTo(Offer.IN_HAND);
    }

    @Test
    void aFullLaneRefuses() {
        Offer last = Offer.TAKEN;
        int taken = 0;
        while (last == Offer.TAKEN) {
            last = lanes.offer("a", "a" + taken, held("a"));
            taken++;
        }

        assertThat(last).isEqualTo(Offer.FULL);
        assertThat(lanes.inHand()).isEqualTo(16 * MOST_OF_ORIGIN);
        assertThat(lanes.offer("b", "b", held("b"))).isEqualTo(Offer.TAKEN);
    }

    @Test
    void anOriginThatDoesNotAnswerIsLeftAloneAndTriedWithOneRequest() throws InterruptedException {
        fail(OriginBreaker.FAILURES);
        Offer resting = lanes.offer("a", "next", held("next"));
        clock.pass(OriginBreaker.FIRST_REST);

        Offer trial = lanes.offer("a", "trial", held("trial"));

        assertThat(resting).isEqualTo(Offer.RESTING);
        assertThat(trial).isEqualTo(Offer.TAKEN);
        assertThat(lanes.offer("a", "second", held("second"))).isEqualTo(Offer.RESTING);
        assertThat(lanes.resting()).isOne();
    }

    @Test
    void aFaultIsNoAnswerAndTakesNoPlaceForEver() {
        lanes.offer("a", "a1", () -> {
            throw new IllegalStateException("met by a test");
        });
        lanes.offer("a", "a2", held("a2"));

        assertThat(next()).isEqualTo("a2");
    }

    @Test
    void aDrainWaitsForWhatRunsAndBeginsNothing() throws InterruptedException {
        lanes.offer("a", "a1", held("a1"));
        next();
        hold.countDown();

        lanes.drain(Duration.ofSeconds(30));

        assertThat(lanes.inHand()).isZero();
        assertThat(lanes.offer("a", "a2", held("a2"))).isEqualTo(Offer.FULL);
    }

    private void fail(int times) throws InterruptedException {
        for (int time = 0; time < times; time++) {
            lanes.offer("a", "failed" + time, () -> Sign.UNANSWERED);
            while (lanes.inHand() > 0) {
                Thread.onSpinWait();
            }
        }
    }

    private Supplier<Sign> held(String name) {
        return () -> {
            begun.add(name);
            try {
                hold.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Sign.ANSWERED;
        };
    }

    private String next() {
        try {
            return begun.poll(30, SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
