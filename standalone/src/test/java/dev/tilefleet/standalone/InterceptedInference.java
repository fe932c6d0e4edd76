package dev.tilefleet.standalone;

import dev.tilefleet.worker.infer.Inference;
import java.lang.foreign.MemorySegment;

/** A model before which something happens to each tile. */
public record InterceptedInference(Inference model, Step before) implements Inference {
    /** What happens. */
    public interface Step {
        void meet(MemorySegment tile) throws InterruptedException;
    }

    @Override
    public long tileSize() {
        return model.tileSize();
    }

    @Override
    public int channels() {
        return model.channels();
    }

    @Override
    public long rawSize() {
        return model.rawSize();
    }

    @Override
    public void infer(MemorySegment tile, MemorySegment raw) throws InterruptedException {
        before.meet(tile);
        model.infer(tile, raw);
    }

    @Override
    public void close() {
        model.close();
    }
}
