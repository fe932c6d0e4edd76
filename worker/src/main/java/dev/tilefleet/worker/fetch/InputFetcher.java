package dev.tilefleet.worker.fetch;

import dev.tilefleet.job.Job;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.job.Sha256;
import dev.tilefleet.store.StoreUnavailableException;
import dev.tilefleet.store.TileStore;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.security.MessageDigest;

/** Brings a tile's bytes from the store into memory that GDAL reads without a copy. */
public final class InputFetcher {
    private static final int CHUNK = 64 << 10;

    private final TileStore store;

    public InputFetcher(TileStore store) {
        this.store = store;
    }

    /**
     * The bytes, as many and with the digest that intake wrote down.
     *
     * @param arena owns the memory
     * @throws ProblemException {@code input-lost} or {@code input-altered}: the object is not what was accepted
     * @throws StoreUnavailableException if the store does not answer
     */
    public MemorySegment fetch(Job.Input input, Arena arena) {
        TileStore.Content content = store.open(input.key())
                .orElseThrow(
                        () -> new ProblemException(
                                ProblemType.INPUT_LOST,
                                "The tile is no longer in the store. It was removed after the job was accepted; submit it again."));
        try (content) {
            if (content.size() != input.size()) {
                throw altered("its size is %d bytes, not %d".formatted(content.size(), input.size()));
            }
            return read(content.stream(), input, arena);
        } catch (IOException e) {
            throw new StoreUnavailableException("reading " + input.key() + " broke off: " + e.getMessage(), e);
        }
    }

    private static MemorySegment read(InputStream stream, Job.Input input, Arena arena) throws IOException {
        MemorySegment bytes = arena.allocate(input.size(), 64);
        MessageDigest digest = Sha256.running();
        byte[] chunk = new byte[CHUNK];
        long filled = 0;
        for (int read = stream.read(chunk); read >= 0; read = stream.read(chunk)) {
            if (filled + read > input.size()) {
                throw altered("it is longer than " + input.size() + " bytes");
            }
            MemorySegment.copy(chunk, 0, bytes, ValueLayout.JAVA_BYTE, filled, read);
            digest.update(chunk, 0, read);
            filled += read;
        }
        if (filled < input.size()) {
            throw new IOException("%d of %d bytes came".formatted(filled, input.size()));
        }
        if (!Sha256.finish(digest).equals(input.sha256())) {
            throw altered("its SHA-256 is another");
        }
        return bytes;
    }

    private static ProblemException altered(String how) {
        return new ProblemException(
                ProblemType.INPUT_ALTERED,
                "The tile in the store is not the one that was accepted: " + how + ". Submit it again.");
    }
}
