package dev.tilefleet.store;

import dev.tilefleet.job.Documents;
import dev.tilefleet.job.Job;
import dev.tilefleet.job.JobID;
import java.util.Arrays;
import java.util.Optional;

/**
 * What was asked: {@code jobs/{jobID}.json}, the claim of a job's id, written at most once.
 *
 * <p>Both methods throw {@link StoreUnavailableException} where the store cannot say, and {@link
 * dev.tilefleet.job.UnreadableDocumentException} where what stands is no job this release reads.
 */
public final class JobArchive {
    private final TileStore store;

    public JobArchive(TileStore store) {
        this.store = store;
    }

    /**
     * Records what is asked, unless the id is taken: two twins under one idempotency key do the same at the same time.
     *
     * @return the job that stands from now on; the very argument if it is that one
     */
    public Job claim(Job job) {
        byte[] proposed = Documents.write(job);
        byte[] standing = store.claim(ObjectKeys.job(job.jobID()), proposed);
        return Arrays.equals(standing, proposed) ? job : Documents.readJob(standing);
    }

    /** What was asked under this id, or nothing if nobody asked. */
    public Optional<Job> find(JobID job) {
        return store.read(ObjectKeys.job(job)).map(Documents::readJob);
    }
}
