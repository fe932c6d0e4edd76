package dev.tilefleet.store;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Objects that others write, and may overwrite at any moment: seen with their versions, and dealt with under the
 * condition that they are still what was seen. {@link VersionProbe} tells how far a store holds to that.
 *
 * <p>Every method throws {@link StoreUnavailableException} as those of {@link TileStore} do.
 */
public interface ObjectVersions {

    /** The bucket's name. */
    default String bucketName() {
        throw unknown();
    }

    /** Whether an overwritten or deleted object of this bucket stays as a version. A suspended versioning does not. */
    default boolean keepsVersions() {
        throw unknown();
    }

    /** The object that stands at the key now, or nothing if there is none. */
    default Optional<StoredObject> look(String key) {
        throw unknown();
    }

    /**
     * Shows the objects whose keys begin with the prefix, one by one, with a page of them in memory at a time. After a
     * failure some have been shown.
     *
     * @param versions whether in a bucket that keeps versions all of them are shown, the current ones and their
     *     predecessors; otherwise none has an id
     */
    default void walk(String prefix, boolean versions, Consumer<StoredObject> visitor) {
        throw unknown();
    }

    /**
     * Copies this version to another key, over whatever stands there; the bytes do not leave the store.
     *
     * @return false if the version is not there any more: nothing was written then
     */
    default boolean copy(StoredObject source, String target) {
        throw unknown();
    }

    /**
     * Removes this version and no other.
     *
     * @return false if it did not stand there any more, and nothing was removed
     * @throws UnsupportedOperationException if the store refuses such a request
     */
    default boolean delete(StoredObject object) {
        throw unknown();
    }

    private static UnsupportedOperationException unknown() {
        return new UnsupportedOperationException("this store shows no versions");
    }
}
