package dev.tilefleet.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Tries what {@link ObjectVersions} promises: a store may lack the conditions, or take them and not look at them.
 *
 * <p>Writes nothing but objects under {@code probes/} with a random name, and removes them.
 */
public final class VersionProbe {
    private static final byte[] FIRST = "first".getBytes(UTF_8);
    private static final byte[] SECOND = "second".getBytes(UTF_8);

    private static final String TEXT = "text/plain";
    private static final int DELETERS = 7;

    /** A store that looks at the ETag before it deletes, instead of while, is found out by one race of a few. */
    private static final int RACES = 50;

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
    private boolean raced(String key) {
        for (int race = 0; race < RACES; race++) {
            StoredObject first = put(key, FIRST);
            List<Runnable> racers = new ArrayList<>(Collections.nCopies(DELETERS, () -> store.delete(first)));
            racers.add(() -> store.put(key, ByteBuffer.wrap(SECOND), TEXT));
            together(racers);
            if (!holds(key, SECOND)) {
                return false;
            }
        }
        return true;
    }

    /** All at the same moment, as far as threads allow; returns when all have ended. */
    private static void together(List<Runnable> racers) {
        CyclicBarrier start = new CyclicBarrier(racers.size());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> ends = racers.stream()
                    .<Future<?>>map(racer -> threads.submit(() -> {
                        start.await();
                        racer.run();
                        return null;
                    }))
                    .toList();
            for (Future<?> end : ends) {
                end.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted while probing the store", e);
        }
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
