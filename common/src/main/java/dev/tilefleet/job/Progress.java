package dev.tilefleet.job;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * A hint that a worker began with a job. Never needed for correctness.
 *
 * @param callbacks those that want to hear of it, so that who tells them need not look the job up
 */
public record Progress(
        JobID jobID,
        ProcessID process,
        String worker,
        Instant since,
        // Most jobs have none.
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Callback> callbacks) {
    public Progress {
        requireNonNull(jobID, "jobID");
        requireNonNull(process, "process");
        requireNonNull(worker, "worker");
        requireNonNull(since, "since");
        callbacks = callbacks == null ? List.of() : List.copyOf(callbacks);
    }

    /** Of which nobody wants to hear by a callback. */
    public Progress(JobID jobID, ProcessID process, String worker, Instant since) {
        this(jobID, process, worker, since, List.of());
    }

    /** This worker begins with the job. */
    public static Progress of(Job job, String worker, Instant since) {
        List<Callback> listening = job.callbacks().stream()
                .filter(callback -> callback.event().equals(Callback.IN_PROGRESS))
                .toList();
        return new Progress(job.jobID(), job.process(), worker, since, listening);
    }
}
