package dev.tilefleet.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * An object as a listing, or a look at it, shows it.
 *
 * @param size in bytes
 * @param modified by the store's clock
 * @param isCurrent whether a request that names no version would meet this one
 */
public record StoredObject(String key, ObjectVersion version, long size, Instant modified, boolean isCurrent) {
    public StoredObject {
        requireNonNull(key, "key");
        requireNonNull(version, "version");
        requireNonNull(modified, "modified");
    }
}
