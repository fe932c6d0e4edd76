package dev.tilefleet.standalone.client;

import static java.util.Objects.requireNonNull;

/** What became of a job that somebody no longer wants. */
public sealed interface Dismissal {

    /** The server's own JSON. */
    String document();

    /** The job as the fleet shows it now: dismissed, or as it ended if it did in that moment. */
    record Done(Look look) implements Dismissal {
        public Done {
            requireNonNull(look, "look");
        }

        @Override
        public String document() {
            return look.document();
        }
    }

    /** It was removed before, by another request or by an earlier try of this one. */
    record RemovedBefore(Problem problem, String document) implements Dismissal {
        public RemovedBefore {
            requireNonNull(problem, "problem");
            requireNonNull(document, "document");
        }
    }
}
