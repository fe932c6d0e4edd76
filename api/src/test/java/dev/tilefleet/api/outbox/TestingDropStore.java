package dev.tilefleet.api.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tilefleet.api.jobs.TestingTileStore;
import dev.tilefleet.job.Sha256;
import dev.tilefleet.store.ObjectVersion;
import dev.tilefleet.store.StoredObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Objects in memory that somebody else writes too; a version is known by the digest of its bytes. */
public final class TestingDropStore extends TestingTileStore {
    public static final String BUCKET = "tiles";
    /** When an object was written that nobody dropped. */
    public static final Instant WRITTEN = Instant.parse("2026-11-01T12:00:00Z");

    private final Consumer<String> writing;
    private final Map<String, Instant> dropped = new ConcurrentHashMap<>();
    /** Refuses conditional deletion, ignores its condition, or honours it. */
    public Conditions conditions = Conditions.HONOURED;

    public enum Conditions {
        HONOURED,
        IGNORED,
        REFUSED
    }

    public TestingDropStore(Consumer<String> writing) {
        super(writing);
        this.writing = writing;
    }

    public TestingDropStore() {
        this(_ -> {});
    }

    /** What a user does with a client of his own. */
    public StoredObject drop(String key, String body, Instant when) {
        objects.put(key, body.getBytes(UTF_8));
        dropped.put(key, when);
        return look(key).orElseThrow();
    }

    public String text(String key) {
        return new String(objects.getOrDefault(key, new byte[0]), UTF_8);
    }

    @Override
    public String bucketName() {
        return BUCKET;
    }

    @Override
    public boolean keepsVersions() {
        return false;
    }

    @Override
    public Optional<StoredObject> look(String key) {
        return read(key)
                .map(bytes -> new StoredObject(
                        key,
                        new ObjectVersion(Sha256.of(bytes).hex(), Optional.empty()),
                        bytes.length,
                        dropped.getOrDefault(key, WRITTEN),
                        true));
    }

    @Override
    public void walk(String prefix, boolean versions, Consumer<StoredObject> visitor) {
        List.copyOf(list(prefix)).forEach(key -> look(key).ifPresent(visitor));
    }

    @Override
    public boolean copy(StoredObject source, String target) {
        writing.accept("copy " + target);
        boolean isThere = isCurrent(source);
        if (isThere) {
            objects.put(target, objects.get(source.key()));
        }
        return isThere;
    }

    @Override
    public boolean delete(StoredObject object) {
        if (conditions == Conditions.REFUSED) {
            throw new UnsupportedOperationException("conditional delete");
        }
        writing.accept("delete " + object.key());
        if (conditions == Conditions.HONOURED && !isCurrent(object)) {
            return false;
        }
        objects.remove(object.key());
        return true;
    }

    private boolean isCurrent(StoredObject object) {
        return look(object.key())
                .filter(now -> now.version().equals(object.version()))
                .isPresent();
    }
}
