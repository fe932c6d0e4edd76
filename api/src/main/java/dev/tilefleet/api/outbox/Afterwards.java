package dev.tilefleet.api.outbox;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.store.ObjectVersion;
import dev.tilefleet.store.StoredObject;
import dev.tilefleet.store.TileStore;
import dev.tilefleet.store.UnsuitableStoreException;
import dev.tilefleet.store.VersionProbe;
import dev.tilefleet.store.VersionProbe.Removal;

/** Deals with a dropped file whose mask is in the outbox. A version that is not that of the mask is never touched. */
public final class Afterwards {
    private final TileStore store;
    private final After after;
    private final Removal removal;

    private Afterwards(TileStore store, After after, Removal removal) {
        this.store = requireNonNull(store, "store");
        this.after = requireNonNull(after, "after");
        this.removal = requireNonNull(removal, "removal");
    }

    /**
     * Tries whether the store can do what is set.
     *
     * @param setting what to change if it cannot
     * @throws UnsuitableStoreException if a file could be removed that was overwritten a moment before
     * @throws dev.tilefleet.store.StoreUnavailableException if the store does not answer
     */
    public static Afterwards probed(TileStore store, After after, String setting) {
        Removal removal = after == After.KEEP ? Removal.UNSAFE : new VersionProbe(store).removal();
        if (after != After.KEEP && removal == Removal.UNSAFE) {
            throw new UnsuitableStoreException(
                    "Bucket %s cannot remove dropped files safely: it keeps no versions, and its store does not delete on condition (If-Match), so that a file which was overwritten a moment before could go unseen. Set %s=keep, or turn the bucket's versioning on."
                            .formatted(store.bucketName(), setting));
        }
        return new Afterwards(store, after, removal);
    }

    /** Whether files go by their versions' ids, so that an earlier version comes to light again. */
    public boolean revealsPredecessors() {
        return removal == Removal.BY_ID;
    }

    void deal(DropName name, DropSource source) {
        if (after == After.KEEP) {
            return;
        }
        store.look(source.key())
                .filter(file -> isOf(file.version(), source.version()))
                .ifPresent(file -> deal(name, file));
    }

    /** A file that is older than the bucket's versioning has no id, and so no safe removal. */
    private boolean isOf(ObjectVersion standing, String version) {
        return removal == Removal.BY_ID
                ? standing.id().filter(version::equals).isPresent()
                : standing.eTag().equals(version);
    }

    private void deal(DropName name, StoredObject file) {
        if (after == After.DELETE || store.copy(file, name.moved())) {
            // False where it was overwritten just now: that version has a job of its own.
            var _ = store.delete(file);
        }
    }
}
