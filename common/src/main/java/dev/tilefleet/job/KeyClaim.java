package dev.tilefleet.job;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * That an idempotency key is taken: what {@code keys/{owner}/{sha256(key)}} holds, written before anything of the job.
 * So there may be no such job (yet), and nobody was promised one.
 *
 * @param owner whose key it is; another's of the same name is another
 * @param jobID the one job that this key may lead to
 * @param claimed by the clock of the process that wrote it
 */
public record KeyClaim(String owner, JobID jobID, Instant claimed) {
    public KeyClaim {
        requireNonNull(owner, "owner");
        requireNonNull(jobID, "jobID");
        requireNonNull(claimed, "claimed");
    }
}
