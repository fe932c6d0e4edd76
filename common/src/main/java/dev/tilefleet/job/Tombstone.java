package dev.tilefleet.job;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * That an ended job is removed, with its input and its results: what {@code tombstones/{jobID}.json} holds, carried
 * unchanged on the outcomes topic. How the job ended stays known by its {@link Outcome}.
 *
 * @param removed when somebody asked for it first, by the clock of the process that was asked
 */
public record Tombstone(JobID jobID, ProcessID process, String owner, Instant removed) {
    public Tombstone {
        requireNonNull(jobID, "jobID");
        requireNonNull(process, "process");
        requireNonNull(owner, "owner");
        requireNonNull(removed, "removed");
    }

    /** Of a job that is removed now. */
    public static Tombstone of(Job job, Instant now) {
        return new Tombstone(job.jobID(), job.process(), job.owner(), now);
    }
}
