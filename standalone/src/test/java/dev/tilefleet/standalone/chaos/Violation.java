package dev.tilefleet.standalone.chaos;

import dev.tilefleet.job.JobID;
import java.util.Optional;

/** Something that must never be found, of one job or of the fleet as a whole. */
record Violation(Optional<JobID> job, String what) {
    static Violation of(JobID job, String what) {
        return new Violation(Optional.of(job), what);
    }

    static Violation ofAll(String what) {
        return new Violation(Optional.empty(), what);
    }

    @Override
    public String toString() {
        return job.map(id -> id + ": ").orElse("") + what;
    }
}
