package dev.tilefleet.api.jobs;

import dev.tilefleet.store.StoreUnavailableException;
import dev.tilefleet.store.TileStore;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Documents in memory, and something that happens whenever one is read. */
final class TestingStore implements TileStore {
    final Map<String, byte[]> documents = new ConcurrentHashMap<>();
    /** Told the key, after it was read and before anybody knows. */
    Consumer<String> onRead = _ -> {};
    /** Answers no more. */
    boolean isAway;

    @Override
    public byte[] claim(String key, byte[] body) {
        requireThere();
        byte[] standing = documents.putIfAbsent(key, body);
        return standing == null ? body : standing;
    }

    @Override
    public Optional<byte[]> read(String key) {
        requireThere();
        Optional<byte[]> document = Optional.ofNullable(documents.get(key));
        onRead.accept(key);
        return document;
    }

    private void requireThere() {
        if (isAway) {
            throw new StoreUnavailableException("away", new IllegalStateException());
        }
    }

    @Override
    public Optional<Content> open(String key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void put(String key, ByteBuffer content, String mediaType) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void delete(String key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<String> list(String prefix) {
        throw new UnsupportedOperationException();
    }

    @Override
    public URI presignPut(String key, Duration validity) {
        throw new UnsupportedOperationException();
    }

    @Override
    public URI presignGet(String key, Duration validity) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
