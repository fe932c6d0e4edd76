package dev.tilefleet.worker.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.djl.engine.EngineException;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The lane runs on the test's thread: the queue is filled and closed before, so that it ends by itself. */
class LaneTest {
    private final TestingForward forward = new TestingForward();
    private final DevicePermits device = new DevicePermits(1);
    private final TileQueue queue = new TileQueue(new BatchingPolicy(4), device);

    @Test
    void tilesThatWaitRunTogetherInTheirOrder() {
        List<Ticket> tickets = submit(4);

        runLane();

        assertThat(forward.batches()).containsExactly(4);
        assertThat(tickets).extracting(LaneTest::result).containsExactly(2f, 4f, 6f, 8f);
    }

    @Test
    void whatDoesNotFitGoesIntoTheNextBatch() {
        List<Ticket> tickets = submit(7);

        runLane();

        assertThat(forward.batches()).containsExactly(4, 2, 1);
        assertThat(tickets).extracting(LaneTest::result).containsExactly(2f, 4f, 6f, 8f, 10f, 12f, 14f);
    }

    @Test
    void aBadTileFailsAlone() {
        List<Ticket> tickets = submit(4);
        forward.failOn(3, () -> new EngineException("shape mismatch\nTraceback of TorchScript"));

        runLane();

        assertThat(forward.batches()).containsExactly(1, 1, 1);
        assertThat(tickets).extracting(LaneTest::result).containsExactly(2f, 4f, 0f, 8f);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(tickets.get(2)::check)
                .satisfies(e -> assertThat(e.problem().type()).isEqualTo(ProblemType.INFERENCE_FAILED))
                .withMessageEndingWith("alone in its batch: shape mismatch");
        assertThatCode(tickets.get(3)::check).doesNotThrowAnyException();
    }

    @Test
    void aBatchTooLargeForTheMemoryRunsTileByTile() {
        List<Ticket> tickets = submit(4);
        forward.failAbove(1, () -> new EngineException("CUDA out of memory. Tried to allocate 2.00 GiB"));

        runLane();

        assertThat(forward.batches()).containsExactly(1, 1, 1, 1);
        assertThat(tickets).allSatisfy(ticket -> assertThatCode(ticket::check).doesNotThrowAnyException());
    }

    @Test
    void aTileTooLargeForTheMemoryEvenAloneIsOutOfMemory() {
        Ticket ticket = submit(1).getFirst();
        forward.failAbove(0, () -> new EngineException("[enforce fail] DefaultCPUAllocator: not enough memory"));

        runLane();

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(ticket::check)
                .satisfies(e -> assertThat(e.problem().type()).isEqualTo(ProblemType.OUT_OF_MEMORY));
    }

    @Test
    void theDeviceIsFreeAfterASuccessAndAfterAFailure() {
        submit(2);
        forward.failOn(1, () -> new EngineException("broken"));

        runLane();

        assertThat(device.idle()).isEqualTo(1);
    }

    private void runLane() {
        queue.close();
        new Lane(queue, device, forward).run();
    }

    /** Tiles of the values 1, 2 and so on. */
    private List<Ticket> submit(int count) {
        List<Ticket> tickets = IntStream.rangeClosed(1, count)
                .mapToObj(value -> {
                    MemorySegment tile = Arena.ofAuto().allocateFrom(ValueLayout.JAVA_FLOAT, (float) value);
                    return new Ticket(tile, Arena.ofAuto().allocate(ValueLayout.JAVA_FLOAT));
                })
                .toList();
        tickets.forEach(queue::put);
        return tickets;
    }

    private static float result(Ticket ticket) {
        return ticket.raw().get(ValueLayout.JAVA_FLOAT, 0);
    }
}
