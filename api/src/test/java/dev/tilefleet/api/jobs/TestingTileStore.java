package dev.tilefleet.api.jobs;

import dev.tilefleet.store.TileStore;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/** Objects in memory. */
public class TestingTileStore implements TileStore {
    public final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();
    private final Consumer<String> writing;

    /** @param writing is told of every write before it is done, and may prevent it */
    public TestingTileStore(Consumer<String> writing) {
        this.writing = writing;
    }

    @Override
    public byte[] claim(String key, byte[] body) {
        writing.accept("claim " + key);
        byte[] standing = objects.putIfAbsent(key, body.clone());
        return standing == null ? body : standing;
    }

    @Override
    public Optional<byte[]> read(String key) {
        return Optional.ofNullable(objects.get(key));
    }

    @Override
    public Optional<Content> open(String key) {
        return read(key).map(bytes -> new Content(new ByteArrayInputStream(bytes), bytes.length));
    }

    @Override
    public void put(String key, ByteBuffer content, String mediaType) {
        writing.accept("put " + key);
        byte[] bytes = new byte[content.remaining()];
        content.duplicate().get(bytes);
        objects.put(key, bytes);
    }

    @Override
    public void delete(String key) {
        writing.accept("delete " + key);
        objects.remove(key);
    }

    @Override
    public List<String> list(String prefix) {
        return objects.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
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
