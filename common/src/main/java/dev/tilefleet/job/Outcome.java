package dev.tilefleet.job;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a job ended: the decision that {@code outcomes/{jobID}.json} holds once and for all, carried unchanged on the
 * outcomes topic.
 *
 * @param decided when the decision was taken, by the clock of the process that took it
 * @param execution the attempt that led here, if a worker had one
 */
public record Outcome(
        JobID jobID,
        ProcessID process,
        String owner,
        Instant decided,
        Ending ending,
        Optional<Execution> execution,
        List<Callback> callbacks) {

    public Outcome {
        requireNonNull(jobID, "jobID");
        requireNonNull(process, "process");
        requireNonNull(owner, "owner");
        requireNonNull(decided, "decided");
        requireNonNull(ending, "ending");
        requireNonNull(execution, "execution");
        callbacks = List.copyOf(callbacks);
    }

    /** The end of this job, as decided now. */
    public static Outcome of(Job job, Instant decided, Ending ending, Optional<Execution> execution) {
        return new Outcome(job.jobID(), job.process(), job.owner(), decided, ending, execution, job.callbacks());
    }

    /** The end of a job whose deadline is over, as decided now by whoever noticed. */
    public static Outcome overdue(Job job, Instant decided) {
        return of(job, decided, new Failed(Problem.deadlineExceeded(job)), Optional.empty());
    }

    /** The three terminal states. */
    public sealed interface Ending {
        Status status();
    }

    public record Successful(Result result) implements Ending {
        public Successful {
            requireNonNull(result, "result");
        }

        @Override
        public Status status() {
            return Status.SUCCESSFUL;
        }
    }

    public record Failed(Problem problem) implements Ending {
        public Failed {
            requireNonNull(problem, "problem");
        }

        @Override
        public Status status() {
            return Status.FAILED;
        }
    }

    public record Dismissed() implements Ending {
        @Override
        public Status status() {
            return Status.DISMISSED;
        }
    }

    /**
     * The mask in the store, or the outputs of a process that gives no mask.
     *
     * @param size in bytes
     */
    public record Result(String key, long size, Sha256 sha256) {
        public Result {
            requireNonNull(key, "key");
            requireNonNull(sha256, "sha256");
        }
    }

    /**
     * One worker's attempt at the job.
     *
     * @param modelDigest the model artifact that ran
     * @param worker which worker
     * @param attempt random; part of the key of this attempt's result
     */
    public record Execution(Sha256 modelDigest, String worker, String attempt, Timings timings) {
        public Execution {
            requireNonNull(modelDigest, "modelDigest");
            requireNonNull(worker, "worker");
            requireNonNull(attempt, "attempt");
            requireNonNull(timings, "timings");
        }
    }
}
