package dev.tilefleet.api.inbox;

import dev.tilefleet.store.ObjectKeys;
import dev.tilefleet.store.ObjectVersion;
import dev.tilefleet.store.StoredObject;
import dev.tilefleet.store.TileStore;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The inbox as it lies in the store.
 *
 * @param versions whether a file is known by the id of its version, as in a bucket that keeps versions, or by its ETag
 */
record Shelf(TileStore store, boolean versions) {

    /** What lies at this key now, if that is a dropped file. */
    Optional<Drop> look(String key) {
        return store.look(key).flatMap(this::drop);
    }

    /** All dropped files one by one; with ids, those too that were overwritten. */
    void walk(Consumer<Drop> visitor) {
        store.walk(ObjectKeys.INBOX, versions, object -> drop(object).ifPresent(visitor));
    }

    private Optional<Drop> drop(StoredObject object) {
        return Drop.of(store.bucketName(), versions ? object : withoutID(object));
    }

    /** A bucket whose versioning was suspended shows ids here and not there. */
    private static StoredObject withoutID(StoredObject object) {
        return new StoredObject(
                object.key(),
                new ObjectVersion(object.version().eTag(), Optional.empty()),
                object.size(),
                object.modified(),
                object.isCurrent());
    }
}
