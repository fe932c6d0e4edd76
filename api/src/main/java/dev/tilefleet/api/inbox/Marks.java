package dev.tilefleet.api.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tilefleet.job.JobID;
import dev.tilefleet.job.KeyClaim;
import dev.tilefleet.job.Sha256;
import dev.tilefleet.store.IdempotencyKeys;
import dev.tilefleet.store.ObjectKeys;
import dev.tilefleet.store.StoredObject;
import dev.tilefleet.store.TileStore;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * What is known of dropped files: {@code keys/inbox/{digest}} of a version that is taken, {@code keys/inbox/open/{digest}}
 * of one that somebody begins with. A mark stays as long as its version lies in the inbox, and is renewed before the
 * store's lifecycle removes it.
 *
 * <p>All methods throw {@link dev.tilefleet.store.StoreUnavailableException} where the store does not answer.
 */
final class Marks {
    private final TileStore store;
    private final IdempotencyKeys keys;
    private final String owner;
    private final Duration age;
    private final InstantSource clock;

    /**
     * Of the inbox in this store.
     *
     * @param owner of the claims
     * @param retention how long the store keeps a mark
     */
    Marks(TileStore store, String owner, Duration retention, InstantSource clock) {
        this.store = store;
        this.keys = new IdempotencyKeys(store);
        this.owner = owner;
        this.age = retention.dividedBy(2);
        this.clock = clock;
    }

    /**
     * All marks, at one time.
     *
     * @param old those of the taken that must be renewed soon
     */
    record Standing(Set<Sha256> taken, Set<Sha256> open, Set<Sha256> old) {
        Standing() {
            this(new HashSet<>(), new HashSet<>(), new HashSet<>());
        }

        private void add(StoredObject mark, Instant limit) {
            boolean isOpen = mark.key().startsWith(ObjectKeys.OPEN_DROPS);
            String name = mark.key().substring((isOpen ? ObjectKeys.OPEN_DROPS : ObjectKeys.DROPS).length());
            if (!Sha256.isDigest(name)) {
                return;
            }
            Sha256 digest = new Sha256(name);
            (isOpen ? open : taken).add(digest);
            if (!isOpen && mark.modified().isBefore(limit)) {
                old.add(digest);
            }
        }

        /** Of versions that are taken, or that somebody began with. */
        Set<Sha256> all() {
            Set<Sha256> all = new HashSet<>(taken);
            all.addAll(open);
            return all;
        }
    }

    Standing standing() {
        Standing standing = new Standing();
        Instant limit = clock.instant().minus(age);
        store.walk(ObjectKeys.DROPS, false, mark -> standing.add(mark, limit));
        return standing;
    }

    /** Says that somebody begins; false if somebody else has. */
    boolean begin(Sha256 mark) {
        byte[] token = ObjectKeys.random().getBytes(UTF_8);
        return Arrays.equals(store.claim(ObjectKeys.openDrop(mark), token), token);
    }

    /** Whether somebody began and has not come to the end. */
    boolean isOpen(Sha256 mark) {
        return store.read(ObjectKeys.openDrop(mark)).isPresent();
    }

    /** Says that who began has come to the end. */
    void end(Sha256 mark) {
        store.delete(ObjectKeys.openDrop(mark));
    }

    /** Takes a version of which no job is to be made, unless it is taken. */
    void settle(Sha256 mark) {
        // It leads to a job that never is, as the claim of a submission whose sender died.
        var _ = keys.claimDrop(mark, new KeyClaim(owner, JobID.random(), clock.instant()));
    }

    void renew(Sha256 mark) {
        String key = ObjectKeys.drop(mark);
        store.read(key).ifPresent(claim -> store.put(key, ByteBuffer.wrap(claim), "application/json"));
    }

    /** Removes all that is known of a version that is not there any more. */
    void forget(Sha256 mark) {
        // In this order: a version that comes again must not be found taken with nobody to go on.
        store.delete(ObjectKeys.drop(mark));
        store.delete(ObjectKeys.openDrop(mark));
    }
}
