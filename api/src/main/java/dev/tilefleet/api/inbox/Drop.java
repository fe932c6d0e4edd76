package dev.tilefleet.api.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tilefleet.api.outbox.DropName;
import dev.tilefleet.job.Sha256;
import dev.tilefleet.store.ObjectVersion;
import dev.tilefleet.store.StoredObject;
import java.util.Optional;

/**
 * One version of a dropped file.
 *
 * @param mark the digest of {@code bucket/key@version}: what it is known by for ever
 */
record Drop(DropName name, StoredObject object, Sha256 mark) {

    /** What this object is, or nothing if it is none. */
    static Optional<Drop> of(String bucket, StoredObject object) {
        return DropName.of(object.key()).map(name -> new Drop(name, object, mark(bucket, object)));
    }

    /** Its key for a line of a log, where a name must not look like a line of its own. */
    String shown() {
        return name.key().replaceAll("\\p{Cntrl}", "\ufffd");
    }

    private static Sha256 mark(String bucket, StoredObject object) {
        ObjectVersion version = object.version();
        return Sha256.of(
                "%s/%s@%s".formatted(bucket, object.key(), version.text()).getBytes(UTF_8));
    }
}
