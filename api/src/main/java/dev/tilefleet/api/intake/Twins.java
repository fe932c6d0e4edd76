package dev.tilefleet.api.intake;

import dev.tilefleet.job.Documents;
import dev.tilefleet.job.Job;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Whether two submissions under one idempotency key ask for the same. When they came, where their bytes lie, what the
 * file is called and which model was there at the time makes no difference; nor does the form of the results where only one
 * of them says it.
 */
final class Twins {
    private Twins() {}

    /** @throws ProblemException {@code idempotency-key-reused} if they do not; says in what they differ */
    static void requireSame(Job standing, Job again) {
        List<String> differences = new ArrayList<>();
        if (!standing.process().equals(again.process())) {
            differences.add("process");
        }
        if (!standing.input().sha256().equals(again.input().sha256())) {
            differences.add("tile");
        }
        if (!Arrays.equals(Documents.write(standing), Documents.write(asked(standing, again)))) {
            differences.add("parameters, callbacks or form of the results");
        }
        if (!differences.isEmpty()) {
            throw new ProblemException(
                    ProblemType.IDEMPOTENCY_KEY_REUSED,
                    "This Idempotency-Key belongs to job %s, which was asked with another %s. Repeat that submission unchanged, or send another key."
                            .formatted(standing.jobID(), String.join(", another ", differences)));
        }
    }

    /** The standing job, had it been asked so: as a document, in which a number has one form. */
    private static Job asked(Job standing, Job again) {
        return new Job(
                standing.jobID(),
                standing.process(),
                standing.owner(),
                standing.input(),
                standing.modelDigest(),
                standing.submitted(),
                standing.deadline(),
                standing.expires(),
                again.callbacks(),
                again.parameters(),
                again.results().isPresent() && standing.results().isPresent() ? again.results() : standing.results());
    }
}
