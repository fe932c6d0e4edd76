package dev.tilefleet.worker.infer;

import java.lang.foreign.MemorySegment;
import java.util.List;

/** One forward pass of a model; several threads may call it at a time. */
@FunctionalInterface
interface Forward {
    /**
     * Runs the model on a batch.
     *
     * @param tiles {@code [N, bands, height, width]} float32, native memory
     * @param raws N segments, each gets its {@code [channels, height, width]}
     * @throws RuntimeException if the model or the device fails
     */
    void run(MemorySegment tiles, List<MemorySegment> raws);
}
