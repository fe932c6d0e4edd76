package dev.tilefleet.api.intake;

import dev.tilefleet.job.Job;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.KeyClaim;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.store.IdempotencyKeys;
import dev.tilefleet.store.JobArchive;
import dev.tilefleet.store.Register;
import dev.tilefleet.store.TileStore;
import java.time.Clock;
import java.util.Optional;

/** Gives each submission its job's id; to all under one idempotency key the same. */
final class Tickets {
    private final IdempotencyKeys keys;
    private final JobArchive archive;
    private final Register register;
    private final Clock clock;

    Tickets(TileStore store, Clock clock) {
        this.keys = new IdempotencyKeys(store);
        this.archive = new JobArchive(store);
        this.register = new Register(store);
        this.clock = clock;
    }

    /**
     * The ticket of this submission. With a key the first write of all: whoever comes with the same key later, even while
     * this goes on or after it died, gets the same id.
     *
     * @throws dev.tilefleet.store.StoreUnavailableException if the store cannot say
     * @throws ProblemException {@code idempotency-key-reused} if the job of this key is forgotten, but not its end
     */
    Ticket draw(Submission head) {
        JobID fresh = JobID.random();
        return head.key()
                .map(key -> keys.claim(key.text(), new KeyClaim(head.caller().owner(), fresh, clock.instant())))
                .map(KeyClaim::jobID)
                .filter(job -> !job.equals(fresh))
                .map(this::again)
                .orElseGet(() -> Ticket.fresh(fresh));
    }

    private Ticket again(JobID job) {
        Optional<Job> standing = archive.find(job);
        // A store that removes the key later than the job would let the old end be taken for the new job's.
        if (standing.isEmpty() && register.find(job).isPresent()) {
            throw new ProblemException(
                    ProblemType.IDEMPOTENCY_KEY_REUSED,
                    "This Idempotency-Key belongs to a job that is so old that it is forgotten. Send another key.");
        }
        return Ticket.of(job, standing);
    }
}
