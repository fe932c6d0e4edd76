package dev.tilefleet.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/** Feels whether the store is there: writes a few bytes under {@code probes/}, reads and removes them. */
public final class StorePulse implements Runnable {
    private static final byte[] BYTES = "there".getBytes(UTF_8);

    private final TileStore store;

    public StorePulse(TileStore store) {
        this.store = store;
    }

    /** @throws StoreUnavailableException if it is not there, or takes or gives nothing */
    @Override
    public void run() {
        String key = ObjectKeys.PROBES + ObjectKeys.random();
        store.put(key, ByteBuffer.wrap(BYTES), "text/plain");
        if (store.read(key).isEmpty()) {
            throw new StoreUnavailableException("the store lost what was written a moment ago, " + key);
        }
        store.delete(key);
    }
}
