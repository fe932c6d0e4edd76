package dev.tilefleet.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class StopSignalTest {
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final CountDownLatch heard = new CountDownLatch(1);
    private final StopSignal signal = new StopSignal(
            () -> {
                events.add("heard");
                heard.countDown();
            },
            () -> events.add("cleaned up"));

    @Test
    void letsTheWorkGoOnUntilItIsGiven() {
        try (signal) {
            assertThatCode(signal::check).doesNotThrowAnyException();
        }
        assertThat(events).isEmpty();
    }

    @Test
    void endsTheWorkWhereItLooksAndHoldsTheProcessUntilThen() throws InterruptedException {
        Thread process = Thread.startVirtualThread(signal::give);
        heard.await();

        assertThatThrownBy(signal::check).isInstanceOf(StopSignal.StoppedException.class);
        events.add("work ended");
        signal.close();

        process.join();
        assertThat(events).containsExactly("heard", "work ended", "cleaned up");
    }
}
