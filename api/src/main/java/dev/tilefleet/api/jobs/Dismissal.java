package dev.tilefleet.api.jobs;

import dev.tilefleet.api.access.Caller;
import dev.tilefleet.job.Job;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.Tombstone;
import dev.tilefleet.store.JobArchive;
import dev.tilefleet.store.Register;
import dev.tilefleet.store.Tombstones;
import java.util.Optional;

/**
 * What {@code DELETE} of a job does, by what the store says of it, never by a view that may lag behind:
 *
 * <ul>
 *   <li>Not ended: it is dismissed at the register. Where a worker ends it in that very moment, the job stays as it
 *       ended, and the answer says how: who wants to stop a job has not asked for its result to be removed.
 *   <li>Ended, in whatever way: it is {@linkplain Removal removed}, and shown as dismissed this last time.
 *   <li>Removed: a removal that was broken off is finished, and the answer is {@code job-removed}, as it is to every
 *       other request: one job is removed once. A client that lost the first answer, or read 503, repeats the request;
 *       410 then tells it that everything is gone.
 * </ul>
 *
 * <p>A repetition cannot be told from a new request: the second {@code DELETE} of one job removes what the first one
 * ended, or found ended in that moment.
 */
public final class Dismissal {
    private final JobArchive archive;
    private final Register register;
    private final Tombstones tombstones;
    private final Decisions decisions;
    private final Removal removal;

    Dismissal(JobArchive archive, Register register, Tombstones tombstones, Decisions decisions, Removal removal) {
        this.archive = archive;
        this.register = register;
        this.tombstones = tombstones;
        this.decisions = decisions;
        this.removal = removal;
    }

    /**
     * The job as it is from now on.
     *
     * @throws ProblemException {@code no-such-job}, also where it is somebody else's, or {@code job-removed}
     * @throws dev.tilefleet.store.StoreUnavailableException if the store does not answer: to be repeated
     * @throws dev.tilefleet.queue.QueueUnavailableException if the queue does not acknowledge: to be repeated
     */
    KnownJob dismiss(JobID id, Caller caller) {
        Job job = archive.find(id)
                .filter(asked -> caller.owns(asked.owner()))
                .orElseThrow(() -> Refusals.absent(id.toString()));
        KnownJob asked = KnownJob.accepted(job);
        Optional<Tombstone> tombstone = tombstones.find(id);
        if (tombstone.isPresent()) {
            removal.finish(job, tombstone.get());
            throw Refusals.removed(id);
        }
        Optional<Outcome> outcome = register.find(id);
        return outcome.isPresent()
                ? asked.and(KnownJob.ended(outcome.get())).and(KnownJob.removed(removal.remove(job)))
                : asked.and(KnownJob.ended(decisions.dismiss(job)));
    }

    /**
     * Ends a job whose result nobody waits for any more; gives how it ended. One that had ended before stays as it is: to
     * lose interest is not to ask for a removal.
     *
     * @throws ProblemException {@code no-such-job}
     * @throws dev.tilefleet.store.StoreUnavailableException if the store does not answer: to be repeated
     * @throws dev.tilefleet.queue.QueueUnavailableException if the queue does not acknowledge: to be repeated
     */
    public Outcome withdraw(JobID id) {
        return register.find(id)
                .orElseGet(() -> decisions.dismiss(archive.find(id).orElseThrow(() -> Refusals.absent(id.toString()))));
    }
}
