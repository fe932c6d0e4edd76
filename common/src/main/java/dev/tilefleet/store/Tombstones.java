package dev.tilefleet.store;

import dev.tilefleet.job.Documents;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Tombstone;
import java.util.Arrays;
import java.util.Optional;

/**
 * Which ended jobs are removed: {@code tombstones/{jobID}.json}, written at most once and before anything goes.
 *
 * <p>Both methods throw {@link StoreUnavailableException} where the store cannot say, and {@link
 * dev.tilefleet.job.UnreadableDocumentException} where what stands is no tombstone this release reads.
 */
public final class Tombstones {
    private final TileStore store;

    public Tombstones(TileStore store) {
        this.store = store;
    }

    /**
     * Marks a job as removed, unless it is already.
     *
     * @return the tombstone that stands from now on; the very argument if it is that one
     */
    public Tombstone claim(Tombstone proposal) {
        byte[] proposed = Documents.write(proposal);
        byte[] standing = store.claim(ObjectKeys.tombstone(proposal.jobID()), proposed);
        return Arrays.equals(standing, proposed) ? proposal : Documents.readTombstone(standing);
    }

    /** The tombstone of a job, or nothing if it is not removed. */
    public Optional<Tombstone> find(JobID job) {
        return store.read(ObjectKeys.tombstone(job)).map(Documents::readTombstone);
    }
}
