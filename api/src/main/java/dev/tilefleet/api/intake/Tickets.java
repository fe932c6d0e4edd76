package dev.tilefleet.api.intake;

import dev.tilefleet.api.access.Caller;
import dev.tilefleet.job.Job;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.KeyClaim;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.job.Sha256;
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

    /**
     * The ticket of this version of a dropped file, likewise.
     *
     * @param owner of the job
     * @param again whether to go on where somebody began and did not come to the end
     * @return nothing if it is taken, and not to be gone on with
     */
    Optional<Ticket> redeem(Sha256 drop, String owner, boolean again) {
        Ticket fresh = Ticket.fresh();
        KeyClaim claim = keys.claimDrop(drop, new KeyClaim(owner, fresh.job(), clock.instant()));
        if (claim.jobID().equals(fresh.job())) {
            return Optional.of(fresh);
        }
        return again ? Optional.of(again(claim.jobID())) : Optional.empty();
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
