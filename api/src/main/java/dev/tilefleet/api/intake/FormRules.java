package dev.tilefleet.api.intake;

import dev.tilefleet.job.ProblemException;
import io.vertx.core.MultiMap;
import java.util.Optional;

/** What a form may have beside its tile, and what that may be called. */
public interface FormRules {
    /** Those of an execution: the other fields say what else is asked, and a name is a name. */
    FormRules EXECUTION = new FormRules() {
        @Override
        public void checkName(Optional<String> name) {}

        @Override
        public Submission ask(Submission head, MultiMap fields) {
            return head.and(fields);
        }
    };

    /**
     * Looks at the name of the tile's file before any of its bytes are read.
     *
     * @throws ProblemException if no such file is taken
     */
    void checkName(Optional<String> name);

    /**
     * All that is asked.
     *
     * @param head what is asked before the body
     * @throws ProblemException if the fields are no good
     */
    Submission ask(Submission head, MultiMap fields);
}
