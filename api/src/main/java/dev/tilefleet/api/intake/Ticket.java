package dev.tilefleet.api.intake;

import dev.tilefleet.job.Job;
import dev.tilefleet.job.JobID;
import dev.tilefleet.store.ObjectKeys;
import java.util.Optional;

/**
 * The job that a submission will be.
 *
 * @param input where this submission's tile goes: every one has a place of its own
 * @param standing what was asked under this id before, if it was
 */
record Ticket(JobID job, String input, Optional<Job> standing) {
    static Ticket of(JobID job, Optional<Job> standing) {
        return new Ticket(job, ObjectKeys.newInput(job), standing);
    }

    /** Of a job that nobody has heard of. */
    static Ticket fresh() {
        return of(JobID.random(), Optional.empty());
    }
}
