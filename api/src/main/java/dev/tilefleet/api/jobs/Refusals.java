package dev.tilefleet.api.jobs;

import dev.tilefleet.job.JobID;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;

/** Why a job cannot be answered about. */
public final class Refusals {
    private Refusals() {}

    /** Nobody ever asked for it, or somebody else did: nothing in the answer tells which. */
    public static ProblemException absent(String id) {
        return new ProblemException(
                ProblemType.NO_SUCH_JOB,
                "There is no job %s. Ids come with the answer to the submission, in Location.".formatted(id));
    }

    /** It ended, and its owner had it removed. */
    public static ProblemException removed(JobID id) {
        return new ProblemException(
                ProblemType.JOB_REMOVED,
                "The job %s was removed, with its input and its results. Submit the tile again if the mask is still needed."
                        .formatted(id));
    }
}
