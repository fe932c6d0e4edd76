package dev.tilefleet.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Tries what {@link ObjectVersions} promises: a store may lack the conditions, or take them and not look at them.
 *
 * <p>Writes nothing but objects under {@code probes/} with a random name, and removes them.
 */
public final class VersionProbe {
    private static final byte[] FIRST = "first".getBytes(UTF_8);
    private static final byte[] SECOND = "second".getBytes(UTF_8);

    private static final String TEXT = "text/plain";
    private static final int AT_ONCE = 16;

    /** Measured: S3Proxy, which looks before it deletes, is found out by 20 of 20 probes, within a second as a rule. */
    private static final int ROUNDS = 25;

    private final TileStore store;

    public VersionProbe(TileStore store) {
        this.store = store;
    }

    /** How a version can be removed without touching another. */
    public enum Removal {
        /** The bucket keeps versions: by its id, which no other has. */
        BY_ID,
        /** By its ETag, on condition that it is the one that stands there. */
        BY_ETAG,
        /** Not at all. */
        UNSAFE
    }

    /**
     * Makes sure that a version is copied as it is or not at all.
     *
     * @throws UnsuitableStoreException if that does not hold
     * @throws StoreUnavailableException if the store does not answer, so that nothing is known
     */
    public void requireCopies() {
        String key = ObjectKeys.PROBES + ObjectKeys.random();
        String target = key + "-copy";
        try {
            StoredObject first = put(key, FIRST);
            StoredObject second = put(key, SECOND);
            require(!first.version().equals(second.version()), "an object that is overwritten has another ETag");
            // Where versions are kept the first one is there still, and may be copied.
            boolean copied = store.copy(first, target);
            require(
                    holds(target, copied ? FIRST : null),
                    "a copy (x-amz-copy-source-if-match) is of the version named");
            require(
                    store.copy(second, target) && holds(target, SECOND),
                    "the version that stands at a key can be copied");
        } finally {
            store.delete(key);
            store.delete(target);
        }
    }

    /**
     * How versions can be removed.
     *
     * @throws StoreUnavailableException if the store does not answer, so that nothing is known
     */
    public Removal removal() {
        String key = ObjectKeys.PROBES + ObjectKeys.random();
        try {
            StoredObject first = put(key, FIRST);
            StoredObject second = put(key, SECOND);
            boolean byID = second.version().id().isPresent() && store.keepsVersions();
            boolean removed = store.delete(first);
            boolean isLeft = holds(key, SECOND);
            if (removed != byID || !isLeft || !store.delete(second) || holds(key, SECOND)) {
                return Removal.UNSAFE;
            }
            return byID ? Removal.BY_ID : raced(key) ? Removal.BY_ETAG : Removal.UNSAFE;
        } catch (UnsupportedOperationException e) {
            return Removal.UNSAFE;
        } finally {
            store.delete(key);
        }
    }

    /** Whether an object is never removed that was put while another version was to be. */
    private boolean raced(String prefix) {
        List<String> keys = IntStream.range(0, AT_ONCE)
                .mapToObj(number -> prefix + "-" + number)
                .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            boolean isSafe = true;
            for (int round = 0; isSafe && round < ROUNDS; round++) {
                for (Future<Boolean> race : threads.invokeAll(keys.stream()
                        .<Callable<Boolean>>map(key -> () -> race(key, threads))
                        .toList())) {
                    isSafe &= race.get();
                }
            }
            return isSafe;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted while probing the store", e);
        } finally {
            keys.forEach(store::delete);
        }
    }

    private boolean race(String key, ExecutorService threads) throws ExecutionException, InterruptedException {
        long begin = System.nanoTime();
        StoredObject first = put(key, FIRST);
        // Somewhere within the time that the other takes: who looks before he deletes must be caught between the two.
        long delay = ThreadLocalRandom.current().nextLong(System.nanoTime() - begin);
        Future<?> removal = threads.submit(() -> {
            LockSupport.parkNanos(delay);
            return store.delete(first);
        });
        store.put(key, ByteBuffer.wrap(SECOND), TEXT);
        removal.get();
        return holds(key, SECOND);
    }

    private StoredObject put(String key, byte[] body) {
        store.put(key, ByteBuffer.wrap(body), TEXT);
        StoredObject object = store.look(key)
                .orElseThrow(
                        () -> new StoreUnavailableException("the store lost what was written a moment ago, " + key));
        require(!object.version().eTag().isEmpty(), "an object has an ETag");
        return object;
    }

    /** @param body null for no object */
    private boolean holds(String key, byte[] body) {
        Optional<byte[]> standing = store.read(key);
        return body == null
                ? standing.isEmpty()
                : standing.filter(bytes -> Arrays.equals(bytes, body)).isPresent();
    }

    private void require(boolean holds, String property) {
        if (!holds) {
            throw new UnsuitableStoreException(
                    "Bucket %s cannot take dropped files, for this does not hold in its store: %s."
                            .formatted(store.bucketName(), property));
        }
    }
}
