package dev.tilefleet.api.jobs;

import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.Tombstone;
import dev.tilefleet.store.JobArchive;
import dev.tilefleet.store.Register;
import dev.tilefleet.store.Tombstones;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * What the store knows of a job, for the view to learn. A job whose deadline is over is ended by the look-up, so that
 * nobody reads of it as accepted.
 */
final class StoredJobs {
    private final JobView view;
    private final JobArchive archive;
    private final Register register;
    private final Tombstones tombstones;
    private final Decisions decisions;
    private final Clock clock;

    StoredJobs(
            JobView view,
            JobArchive archive,
            Register register,
            Tombstones tombstones,
            Decisions decisions,
            Clock clock) {
        this.view = view;
        this.archive = archive;
        this.register = register;
        this.tombstones = tombstones;
        this.decisions = decisions;
        this.clock = clock;
    }

    /**
     * All that store and view know together: the view may have heard more since the store was asked. The owner is among
     * it; whether anybody may know it is not for this to say.
     *
     * @throws dev.tilefleet.job.ProblemException {@code no-such-job}
     * @throws dev.tilefleet.store.StoreUnavailableException if the store cannot say
     * @throws dev.tilefleet.queue.QueueUnavailableException if the job is overdue and its end cannot be told
     */
    KnownJob lookUp(JobID id) {
        // Before the store is asked: what happens meanwhile is not heard by this.
        Instant now = clock.instant();
        KnownJob asked = KnownJob.accepted(archive.find(id).orElseThrow(() -> Refusals.absent(id.toString())), now);
        Optional<Outcome> outcome = register.find(id);
        if (outcome.isEmpty() && asked.isOverdue(clock.instant())) {
            outcome = Optional.of(decisions.giveUp(id));
        }
        // Read last: it stands only where an outcome stands, and is written later.
        Optional<Tombstone> tombstone = outcome.isPresent() ? tombstones.find(id) : Optional.empty();
        KnownJob ended = outcome.map(end -> asked.and(KnownJob.ended(end))).orElse(asked);
        return view.learn(
                tombstone.map(stone -> ended.and(KnownJob.removed(stone))).orElse(ended));
    }
}
