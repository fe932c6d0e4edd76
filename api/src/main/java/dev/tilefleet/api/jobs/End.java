package dev.tilefleet.api.jobs;

import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.Sha256;
import dev.tilefleet.job.Timings;
import java.time.Instant;
import java.util.Optional;

/**
 * What answers tell of a job's outcome.
 *
 * @param run of the attempt that led here, if a worker had one
 */
record End(Instant decided, Outcome.Ending ending, Optional<Run> run) {

    /** One attempt. */
    record Run(Runner by, Timings timings) {}

    /** A worker with its model: few of them run very many jobs. */
    record Runner(String worker, Sha256 modelDigest) {}

    static End of(Outcome outcome) {
        return new End(
                outcome.decided(),
                outcome.ending(),
                outcome.execution()
                        .map(execution ->
                                new Run(new Runner(execution.worker(), execution.modelDigest()), execution.timings())));
    }
}
