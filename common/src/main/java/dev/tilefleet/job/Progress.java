package dev.tilefleet.job;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** A hint that a worker began with a job. Never needed for correctness. */
public record Progress(JobID jobID, ProcessID process, String worker, Instant since) {
    public Progress {
        requireNonNull(jobID, "jobID");
        requireNonNull(process, "process");
        requireNonNull(worker, "worker");
        requireNonNull(since, "since");
    }
}
