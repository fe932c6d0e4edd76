package dev.tilefleet.store;

import dev.tilefleet.job.Documents;
import dev.tilefleet.job.KeyClaim;
import dev.tilefleet.job.Sha256;

/** Which job an idempotency key leads to: {@code keys/{owner}/{sha256(key)}}, written at most once. */
public final class IdempotencyKeys {
    private final TileStore store;

    public IdempotencyKeys(TileStore store) {
        this.store = store;
    }

    /**
     * Takes the key for a job, unless it is taken already.
     *
     * @param key as its owner wrote it
     * @param proposal names a job of which nothing is written yet
     * @return the claim that stands from now on; the very argument if it is that one
     * @throws StoreUnavailableException if the store cannot say
     * @throws dev.tilefleet.job.UnreadableDocumentException if what stands is no claim this release reads
     */
    public KeyClaim claim(String key, KeyClaim proposal) {
        return claimed(ObjectKeys.key(proposal.owner(), key), proposal);
    }

    /**
     * Takes a version of a dropped file for a job, unless it is taken already; otherwise the same.
     *
     * @param version the digest of its name
     */
    public KeyClaim claimDrop(Sha256 version, KeyClaim proposal) {
        return claimed(ObjectKeys.drop(version), proposal);
    }

    private KeyClaim claimed(String object, KeyClaim proposal) {
        byte[] standing = store.claim(object, Documents.write(proposal));
        KeyClaim claim = Documents.readKeyClaim(standing);
        return claim.equals(proposal) ? proposal : claim;
    }
}
