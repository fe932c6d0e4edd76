package dev.tilefleet.worker.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class DecodePoolTest {
    private final DecodePool pool = new DecodePool(1);

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void runsOnAPlatformThread() {
        AtomicBoolean virtual = new AtomicBoolean(true);

        pool.run(() -> virtual.set(Thread.currentThread().isVirtual()));

        assertThat(virtual).isFalse();
    }

    @Test
    void throwsWhatTheStepThrows() {
        IllegalArgumentException fault = new IllegalArgumentException("too few bands");

        assertThatThrownBy(() -> pool.run(() -> {
                    throw fault;
                }))
                .isSameAs(fault);
    }

    @Test
    void throwsTheErrorsOfAStepToo() {
        assertThatThrownBy(() -> pool.run(() -> {
                    throw new StackOverflowError("deep");
                }))
                .isInstanceOf(StackOverflowError.class);
    }

    @Test
    void waitsForItsStepEvenWhenInterruptedAndKeepsTheInterrupt() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        AtomicBoolean endedBeforeReturn = new AtomicBoolean();
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread caller = Thread.ofVirtual().start(() -> {
            pool.run(() -> {
                begun.countDown();
                await(gate);
                ended.set(true);
            });
            endedBeforeReturn.set(ended.get());
            interrupted.set(Thread.interrupted());
        });
        begun.await();

        caller.interrupt();
        gate.countDown();
        caller.join();

        assertThat(endedBeforeReturn).isTrue();
        assertThat(interrupted).isTrue();
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
