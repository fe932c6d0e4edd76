package dev.tilefleet.worker.infer;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One forward pass after the other, until the queue is closed and empty.
 *
 * <p>A batch that fails is run again tile by tile, so that a bad tile fails alone.
 */
final class Lane implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Lane.class);

    private final TileQueue queue;
    private final DevicePermits device;
    private final Forward forward;

    Lane(TileQueue queue, DevicePermits device, Forward forward) {
        this.queue = queue;
        this.device = device;
        this.forward = forward;
    }

    @Override
    public void run() {
        for (List<Ticket> batch = queue.take(); !batch.isEmpty(); batch = queue.take()) {
            try {
                run(batch);
            } finally {
                device.release();
            }
        }
    }

    // Whatever is thrown, the callers must hear of it and the lane must go on: hence Error too.
    private void run(List<Ticket> batch) {
        try {
            if (batch.size() == 1) {
                forward.run(batch.getFirst().tile(), List.of(batch.getFirst().raw()));
            } else {
                runTogether(batch);
            }
            batch.forEach(Ticket::succeed);
        } catch (RuntimeException | Error e) {
            log.atWarn().addKeyValue("batchSize", batch.size()).setCause(e).log("forward pass failed");
            if (batch.size() == 1) {
                batch.getFirst().fail(ForwardFailure.problem(e));
            } else {
                batch.forEach(ticket -> run(List.of(ticket)));
            }
        }
    }

    /** Tiles lie apart; the model wants them in one piece. */
    private void runTogether(List<Ticket> batch) {
        long size = batch.getFirst().tile().byteSize();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment tiles = arena.allocate(size * batch.size(), ValueLayout.JAVA_FLOAT.byteAlignment());
            for (int i = 0; i < batch.size(); i++) {
                MemorySegment.copy(batch.get(i).tile(), 0, tiles, i * size, size);
            }
            forward.run(tiles, batch.stream().map(Ticket::raw).toList());
        }
    }
}
