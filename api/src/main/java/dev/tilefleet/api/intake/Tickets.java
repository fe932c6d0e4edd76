package dev.tilefleet.api.intake;

import dev.tilefleet.api.access.Caller;
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

/** Gives all submissions under one idempotency key the same job. */
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
     * The ticket under this key. The first write of all: whoever comes with the same key later, even while this goes on or
     * after it died, gets the same id.
     *
     * @throws dev.tilefleet.store.StoreUnavailableException if the store cannot say
     * @throws ProblemException {@code idempotency-key-reused} if the job of this key is forgotten, but not its end
     */
    Ticket redeem(Caller caller, IdempotencyKey key) {
        Ticket fresh = Ticket.fresh();
        KeyClaim claim = keys.claim(key.text(), new KeyClaim(caller.owner(), fresh.job(), clock.instant()));
        return claim.jobID().equals(fresh.job()) ? fresh : again(claim.jobID());
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
