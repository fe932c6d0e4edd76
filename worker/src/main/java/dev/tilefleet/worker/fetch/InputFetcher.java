package dev.tilefleet.worker.fetch;

import dev.tilefleet.job.Job;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.job.Sha256;
import dev.tilefleet.store.StoreUnavailableException;
import dev.tilefleet.store.TileStore;
import java.io.IOException;
import java.io.InputStream;
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
     * Writes the bytes to the target, if they are as many and have the digest that intake wrote down.
     *
     * @param target of the input's size; what it holds after an exception is undefined
     * @throws ProblemException {@code input-lost} or {@code input-altered}: the object is not what was accepted
     * @throws StoreUnavailableException if the store does not answer
     */
    public void fetch(Job.Input input, MemorySegment target) {
        TileStore.Content content = store.open(input.key())
                .orElseThrow(
                        () -> new ProblemException(
                                ProblemType.INPUT_LOST,
                                "The tile is no longer in the store. It was removed after the job was accepted; submit it again."));
        try (content) {
            if (content.size() != input.size()) {
                throw altered("its size is %d bytes, not %d".formatted(content.size(), input.size()));
            }
            read(content.stream(), input, target);
        } catch (IOException e) {
            throw new StoreUnavailableException("reading " + input.key() + " broke off: " + e.getMessage(), e);
        }
    }

    private static void read(InputStream stream, Job.Input input, MemorySegment target) throws IOException {
        MessageDigest digest = Sha256.running();
        byte[] chunk = new byte[CHUNK];
        long filled = 0;
        for (int read = stream.read(chunk); read >= 0; read = stream.read(chunk)) {
            if (filled + read > input.size()) {
                throw altered("it is longer than " + input.size() + " bytes");
            }
            MemorySegment.copy(chunk, 0, target, ValueLayout.JAVA_BYTE, filled, read);
            digest.update(chunk, 0, read);
            filled += read;
        }
        if (filled < input.size()) {
            throw new IOException("%d of %d bytes came".formatted(filled, input.size()));
        }
        if (!Sha256.finish(digest).equals(input.sha256())) {
            throw altered("its SHA-256 is another");
        }
    }

    private static ProblemException altered(String how) {
        return new ProblemException(
                ProblemType.INPUT_ALTERED,
                "The tile in the store is not the one that was accepted: " + how + ". Submit it again.");
    }
}
