package dev.tilefleet.worker;

import dev.tilefleet.store.StoreUnavailableException;
import dev.tilefleet.store.TileStore;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Objects in memory, in a store that can be away for a number of calls and whose streams can be tampered with. */
public final class TestingTileStore implements TileStore {
    public final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();
    private final AtomicInteger away = new AtomicInteger();
    private final Queue<Throwable> faults = new ConcurrentLinkedQueue<>();
    private UnaryOperator<InputStream> tampering = UnaryOperator.identity();

    /** The next calls fail. */
    public void failNext(int calls) {
        away.set(calls);
    }

    /** The next calls fail by these, in their order. */
    public void failNextBy(Throwable... faults) {
        this.faults.addAll(List.of(faults));
    }

    /** What becomes of every stream that is opened. */
    public void tamper(UnaryOperator<InputStream> tampering) {
        this.tampering = tampering;
    }

    @Override
    public byte[] claim(String key, byte[] body) {
        answer();
        byte[] standing = objects.putIfAbsent(key, body.clone());
        return standing == null ? body : standing;
    }

    @Override
    public Optional<byte[]> read(String key) {
        answer();
        return Optional.ofNullable(objects.get(key));
    }

    @Override
    public Optional<Content> open(String key) {
        return read(key).map(bytes -> new Content(tampering.apply(new ByteArrayInputStream(bytes)), bytes.length));
    }

    @Override
    public void put(String key, ByteBuffer content, String mediaType) {
        answer();
        byte[] bytes = new byte[content.remaining()];
        content.duplicate().get(bytes);
        objects.put(key, bytes);
    }

    @Override
    public void delete(String key) {
        answer();
        objects.remove(key);
    }

    @Override
    public List<String> list(String prefix) {
        answer();
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

    private void answer() {
        switch (faults.poll()) {
            case null -> {}
            case RuntimeException fault -> throw fault;
            case Error fault -> throw fault;
            case Throwable fault -> throw new IllegalArgumentException("no store throws it", fault);
        }
        if (away.getAndUpdate(calls -> Math.max(0, calls - 1)) > 0) {
            throw new StoreUnavailableException("away");
        }
    }
}
