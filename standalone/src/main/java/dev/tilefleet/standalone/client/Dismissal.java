package dev.tilefleet.standalone.client;

import static java.util.Objects.requireNonNull;

/** What became of a job that somebody no longer wants. */
public sealed interface Dismissal {

    /** The job as the fleet shows it now: dismissed, or as it ended if it did in that moment. */
    record Done(StatusInfo info) implements Dismissal {
        public Done {
            requireNonNull(info, "info");
        }
    }

    /** It was removed before, by another request or by an earlier try of this one. */
    record RemovedBefore(Problem problem) implements Dismissal {
        public RemovedBefore {
            requireNonNull(problem, "problem");
        }
    }
}
