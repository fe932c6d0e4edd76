package dev.tilefleet.worker.journey;

import dev.tilefleet.job.Job;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.Sha256;
import dev.tilefleet.job.Timings.Stage;
import dev.tilefleet.store.ObjectKeys;
import dev.tilefleet.store.TileStore;
import dev.tilefleet.worker.decode.TileDecoder;
import dev.tilefleet.worker.dequeue.Clearance;
import dev.tilefleet.worker.encode.MaskEncoder;
import dev.tilefleet.worker.fetch.InputFetcher;
import dev.tilefleet.worker.infer.Inference;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.security.MessageDigest;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** The stages of one model, from the tile in the store to its mask in the store. */
public final class Stages implements Attempt {
    private static final String NPY = "application/x-npy";
    private static final long ALIGNMENT = 64;

    private final TileStore store;
    private final InputFetcher fetcher;
    private final TileDecoder decoder;
    private final DecodePool decodePool;
    private final Inference inference;
    private final MaskEncoder encoder;
    private final Watchdog watchdog;

    public Stages(
            TileStore store,
            InputFetcher fetcher,
            TileDecoder decoder,
            DecodePool decodePool,
            Inference inference,
            MaskEncoder encoder,
            Watchdog watchdog) {
        this.store = store;
        this.fetcher = fetcher;
        this.decoder = decoder;
        this.decodePool = decodePool;
        this.inference = inference;
        this.encoder = encoder;
        this.watchdog = watchdog;
    }

    @Override
    public Outcome.Result run(Job job, Clearance clearance, String name, Patience patience, Stopwatch watch)
            throws InterruptedException, Patience.DeadlineExceededException {
        ByteBuffer mask;
        try (Arena arena = Arena.ofShared()) {
            // Once for all tries: a store that breaks off again and again must not fill the memory.
            MemorySegment tile = arena.allocate(job.input().size(), ALIGNMENT);
            watch.time(Stage.FETCH, () -> trying(Errand.FETCH, job, patience, () -> fetch(job, tile)));
            try (Clearance.Flight _ = watch.time(Stage.CLEARANCE, () -> clear(job, clearance, patience))) {
                mask = mask(job, tile, arena, watch);
            }
        }
        String key = ObjectKeys.result(job.jobID(), name);
        watch.time(Stage.STORE, () -> trying(Errand.PUT, job, patience, () -> put(key, mask)));
        return new Outcome.Result(key, mask.remaining(), digest(mask));
    }

    private ByteBuffer mask(Job job, MemorySegment tile, Arena arena, Stopwatch watch)
            throws InterruptedException, Patience.DeadlineExceededException {
        MemorySegment tensor = arena.allocate(inference.tileSize(), ALIGNMENT);
        watch.time(Stage.DECODE, () -> watchdog.guard(job.jobID(), () -> decode(tile, job, tensor)));
        MemorySegment raw = arena.allocate(inference.rawSize(), ALIGNMENT);
        watch.time(Stage.INFER, () -> watchdog.guard(job.jobID(), () -> infer(tensor, raw)));
        return watch.time(Stage.ENCODE, () -> encoder.encode(floats(raw)));
    }

    private static Clearance.Flight clear(Job job, Clearance clearance, Patience patience)
            throws InterruptedException, Patience.DeadlineExceededException {
        try {
            return clearance.begin(patience.left(job.deadline()));
        } catch (TimeoutException e) {
            throw new Patience.DeadlineExceededException(e);
        }
    }

    private static Void trying(Errand errand, Job job, Patience patience, Supplier<Void> step)
            throws InterruptedException, Patience.DeadlineExceededException {
        return patience.until(errand, job.jobID().toString(), job.deadline(), step);
    }

    private Void fetch(Job job, MemorySegment tile) {
        fetcher.fetch(job.input(), tile);
        return null;
    }

    private Void decode(MemorySegment tile, Job job, MemorySegment tensor) {
        decodePool.run(() -> decoder.decode(tile, job.parameters(), tensor));
        return null;
    }

    private Void put(String key, ByteBuffer mask) {
        store.put(key, mask, NPY);
        return null;
    }

    private Void infer(MemorySegment tensor, MemorySegment raw) throws InterruptedException {
        inference.infer(tensor, raw);
        return null;
    }

    private static FloatBuffer floats(MemorySegment raw) {
        return raw.asByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer();
    }

    private static Sha256 digest(ByteBuffer bytes) {
        MessageDigest digest = Sha256.running();
        digest.update(bytes.duplicate());
        return Sha256.finish(digest);
    }
}
