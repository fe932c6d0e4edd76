package dev.tilefleet.store;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Which content of a key is meant. Requests that name it do nothing to any other: so what was overwritten meanwhile is
 * not taken for what was looked at.
 *
 * @param eTag without quotes; empty where the store gives none
 * @param id the bucket's own, where it keeps versions
 */
public record ObjectVersion(String eTag, Optional<String> id) {
    /** S3's word for the version of an object that was written while the bucket kept none. */
    private static final String NO_ID = "null";

    public ObjectVersion {
        requireNonNull(eTag, "eTag");
        requireNonNull(id, "id");
    }

    /** As S3 writes them: an ETag in quotes or without, an id or none. */
    static ObjectVersion of(String eTag, String id) {
        return new ObjectVersion(
                eTag == null ? "" : eTag.replace("\"", ""),
                Optional.ofNullable(id).filter(given -> !given.isEmpty() && !given.equals(NO_ID)));
    }

    /** One of the two, by which this version is known among those of its key. */
    public String text() {
        return id.orElse(eTag);
    }
}
