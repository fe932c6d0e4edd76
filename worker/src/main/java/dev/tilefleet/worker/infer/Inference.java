package dev.tilefleet.worker.infer;

import dev.tilefleet.job.ProblemException;
import java.lang.foreign.MemorySegment;

/** One loaded model. Called by as many threads as like; how many tiles run at a time is its own business. */
public interface Inference extends AutoCloseable {

    /** Bytes of one tile: bands x height x width float32. */
    long tileSize();

    /** Channels of the raw output: one for a threshold, else one a class. */
    int channels();

    /** Bytes of one raw output: channels x height x width float32. */
    long rawSize();

    /**
     * Runs the model on one tile and returns when the raw output is there.
     *
     * <p>The device reads the tile where it lies. When this method returns, in whatever way, nobody touches either
     * segment any more, and the caller may free both: an interrupt withdraws a tile that waits, but lets one that runs
     * come to its end first.
     *
     * @param tile {@code [bands, height, width]} float32 in native byte order; native memory of an arena that all
     *     threads may access
     * @param raw gets {@code [channels, height, width]} float32 in native byte order; memory of the same kind
     * @throws ProblemException {@code INFERENCE_FAILED} or {@code OUT_OF_MEMORY}, if the tile fails even alone
     * @throws java.util.concurrent.RejectedExecutionException after {@link #close}
     * @throws InterruptedException if the calling thread was interrupted; the raw output is then void
     */
    void infer(MemorySegment tile, MemorySegment raw) throws InterruptedException;

    /** Takes no further tile, waits until those taken have ended, and unloads the model. */
    @Override
    void close();
}
