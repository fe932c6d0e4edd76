package dev.tilefleet.store;

import dev.tilefleet.job.Documents;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import java.util.Arrays;
import java.util.Optional;

/**
 * The one place where a job ends: {@code outcomes/{jobID}.json}, written at most once.
 *
 * <p>Whoever would end a job, as worker, by dismissal or for its deadline, proposes an outcome here and goes on with
 * the one that stands. So each job ends in exactly one state, whoever dies, repeats himself or comes late.
 *
 * <p>Both methods throw {@link StoreUnavailableException} where the store cannot say, and {@link
 * dev.tilefleet.job.UnreadableDocumentException} where what stands is no outcome this release reads.
 */
public final class Register {
    private final TileStore store;

    public Register(TileStore store) {
        this.store = store;
    }

    /**
     * Ends a job so, unless it has ended already.
     *
     * <p>After a {@link StoreUnavailableException} the proposal may stand or not: ask again.
     *
     * @return the outcome that stands from now on; the very proposal if it is that one
     */
    public Outcome decide(Outcome proposal) {
        byte[] proposed = Documents.write(proposal);
        byte[] standing = store.claim(ObjectKeys.outcome(proposal.jobID()), proposed);
        return Arrays.equals(standing, proposed) ? proposal : Documents.readOutcome(standing);
    }

    /** How the job ended, or nothing if it has not. */
    public Optional<Outcome> find(JobID job) {
        return store.read(ObjectKeys.outcome(job)).map(Documents::readOutcome);
    }
}
