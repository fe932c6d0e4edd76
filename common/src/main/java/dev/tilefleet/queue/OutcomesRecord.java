package dev.tilefleet.queue;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.job.Job;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.Tombstone;

/** What a record of the outcomes topic tells of a job, by its {@code ce_type}. */
public sealed interface OutcomesRecord {

    /** The job was accepted by somebody who ends it himself: no worker takes it, and it is on no queue. */
    record Accepted(Job job) implements OutcomesRecord {
        public Accepted {
            requireNonNull(job, "job");
        }
    }

    /** The job ended so. */
    record Ended(Outcome outcome) implements OutcomesRecord {
        public Ended {
            requireNonNull(outcome, "outcome");
        }
    }

    /** The job ended some time ago, and is removed. */
    record Removed(Tombstone tombstone) implements OutcomesRecord {
        public Removed {
            requireNonNull(tombstone, "tombstone");
        }
    }

    /** Something that only later releases know of; to be left alone. */
    record Unknown(String type) implements OutcomesRecord {
        private static final int LONGEST = 100;

        public Unknown {
            // For the log; a header may have any length.
            type = type.length() <= LONGEST ? type : type.substring(0, LONGEST) + "…";
        }
    }
}
