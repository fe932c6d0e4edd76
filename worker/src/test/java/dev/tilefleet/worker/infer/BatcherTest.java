package dev.tilefleet.worker.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BatcherTest {
    private final TestingForward forward = new TestingForward();
    private final AtomicInteger unloads = new AtomicInteger();
    private final DevicePermits device = new DevicePermits(1);
    private final Batcher batcher = Batcher.start(
            "test", TestingForward.SHAPE, new BatchingPolicy(1), device, 1, forward, unloads::incrementAndGet);
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        batcher.close();
        callers.close();
    }

    @Test
    void aTileComesBackAsItsRawOutput() throws InterruptedException {
        MemorySegment raw = segment(0);

        batcher.infer(segment(21), raw);

        assertThat(raw.get(ValueLayout.JAVA_FLOAT, 0)).isEqualTo(42);
    }

    @Test
    void afterItIsClosedItTakesNoTile() {
        batcher.close();

        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> batcher.infer(segment(1), segment(0)));
    }

    @Test
    void closingWaitsForTheForwardPassThatRuns() throws Exception {
        CountDownLatch gate = forward.hold();
        Future<?> running = callers.submit(() -> infer(1));
        forward.awaitEntered();
        Future<?> closing = callers.submit(batcher::close);
        gate.countDown();

        closing.get();

        assertThat(forward.batches()).containsExactly(1);
        assertThat(unloads).hasValue(1);
        running.get();
    }

    @Test
    void closingTwiceUnloadsOnce() {
        batcher.close();
        batcher.close();

        assertThat(unloads).hasValue(1);
    }

    @Test
    void anInterruptWithdrawsATileThatWaits() throws Exception {
        CountDownLatch gate = forward.hold();
        Future<?> running = callers.submit(() -> infer(1));
        forward.awaitEntered();

        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> batcher.infer(segment(2), segment(0)));

        gate.countDown();
        running.get();
        batcher.close();
        assertThat(forward.batches()).containsExactly(1);
    }

    @Test
    void anInterruptLetsATileThatRunsEndFirst() throws Exception {
        CountDownLatch gate = forward.hold();
        MemorySegment raw = segment(0);
        CountDownLatch ended = new CountDownLatch(1);
        Thread caller = Thread.ofVirtual().start(() -> {
            assertThatThrownBy(() -> batcher.infer(segment(4), raw)).isInstanceOf(InterruptedException.class);
            ended.countDown();
        });
        forward.awaitEntered();

        caller.interrupt();

        gate.countDown();
        ended.await();
        assertThat(raw.get(ValueLayout.JAVA_FLOAT, 0)).isEqualTo(8);
    }

    @Test
    void twoModelsShareTheDevice() throws Exception {
        CountDownLatch gate = forward.hold();
        Future<?> running = callers.submit(() -> infer(1));
        forward.awaitEntered();
        TestingForward other = new TestingForward();
        try (Batcher second =
                Batcher.start("other", TestingForward.SHAPE, new BatchingPolicy(1), device, 1, other, () -> {})) {
            Future<?> waiting = callers.submit(() -> {
                second.infer(segment(2), segment(0));
                return null;
            });

            assertThat(device.idle()).isZero();
            assertThat(other.batches()).isEmpty();

            gate.countDown();
            running.get();
            waiting.get();
        }
        assertThat(other.batches()).containsExactly(1);
    }

    @Test
    void refusesATileOfAnotherSize() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> batcher.infer(Arena.ofAuto().allocate(8), segment(0)))
                .withMessage("a tile has 4 bytes, this one 8");
    }

    @Test
    void refusesMemoryThatItsThreadsMayNotTouch() {
        try (Arena own = Arena.ofConfined()) {
            MemorySegment confined = own.allocate(ValueLayout.JAVA_FLOAT);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> batcher.infer(segment(1), confined))
                    .withMessage("a raw output must lie in native memory that every thread may access");
        }
    }

    private Void infer(float value) throws InterruptedException {
        batcher.infer(segment(value), segment(0));
        return null;
    }

    private static MemorySegment segment(float value) {
        return Arena.ofAuto().allocateFrom(ValueLayout.JAVA_FLOAT, value);
    }
}
