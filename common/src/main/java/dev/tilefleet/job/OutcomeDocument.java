package dev.tilefleet.job;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The flat JSON form of an {@link Outcome}: one shape for the three endings, members absent where they do not apply. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record OutcomeDocument(
        JobID jobID,
        ProcessID process,
        String owner,
        String status,
        Instant decided,
        Optional<Outcome.Result> result,
        Optional<ProblemDocument> problem,
        Optional<Map<String, Double>> timings,
        Optional<Sha256> modelDigest,
        Optional<String> worker,
        Optional<String> attempt,
        List<Callback> callbacks) {

    OutcomeDocument {
        requireNonNull(jobID, "jobID");
        requireNonNull(process, "process");
        requireNonNull(owner, "owner");
        requireNonNull(status, "status");
        requireNonNull(decided, "decided");
        callbacks = callbacks == null ? List.of() : List.copyOf(callbacks);
    }

    record ProblemDocument(URI type, String title, int status, String detail) {
        ProblemDocument {
            requireNonNull(type, "type");
            requireNonNull(detail, "detail");
        }

        static ProblemDocument of(Problem problem) {
            ProblemType type = problem.type();
            return new ProblemDocument(type.uri(), type.title(), type.status(), problem.detail());
        }

        Problem toProblem() {
            // A type of a newer release still says in its detail what to change.
            return new Problem(ProblemType.of(type).orElse(ProblemType.INTERNAL_ERROR), detail);
        }
    }

    static OutcomeDocument of(Outcome outcome) {
        Optional<Outcome.Execution> execution = outcome.execution();
        return new OutcomeDocument(
                outcome.jobID(),
                outcome.process(),
                outcome.owner(),
                outcome.ending().status().toString(),
                outcome.decided(),
                outcome.ending() instanceof Outcome.Successful(Outcome.Result result)
                        ? Optional.of(result)
                        : Optional.empty(),
                outcome.ending() instanceof Outcome.Failed(Problem problem)
                        ? Optional.of(ProblemDocument.of(problem))
                        : Optional.empty(),
                execution.map(Outcome.Execution::timings).map(OutcomeDocument::millis),
                execution.map(Outcome.Execution::modelDigest),
                execution.map(Outcome.Execution::worker),
                execution.map(Outcome.Execution::attempt),
                outcome.callbacks());
    }

    Outcome toOutcome() {
        Optional<Outcome.Execution> execution = worker.map(name -> new Outcome.Execution(
                modelDigest.orElseThrow(() -> new IllegalArgumentException("worker without modelDigest")),
                name,
                attempt.orElseThrow(() -> new IllegalArgumentException("worker without attempt")),
                durations(timings.orElse(Map.of()))));
        return new Outcome(jobID, process, owner, decided, ending(), execution, callbacks);
    }

    private Outcome.Ending ending() {
        return switch (status) {
            case "successful" ->
                new Outcome.Successful(
                        result.orElseThrow(() -> new IllegalArgumentException("successful without result")));
            case "failed" ->
                new Outcome.Failed(problem.orElseThrow(() -> new IllegalArgumentException("failed without problem"))
                        .toProblem());
            case "dismissed" -> new Outcome.Dismissed();
            default -> throw new IllegalArgumentException("no terminal status: " + status);
        };
    }

    /** Stage name in lower case to milliseconds. */
    private static Map<String, Double> millis(Timings timings) {
        Map<String, Double> millis = new LinkedHashMap<>();
        timings.byStage()
                .forEach((stage, time) ->
                        millis.put(stage.name().toLowerCase(Locale.ROOT), Math.round(time.toNanos() / 1e3) / 1e3));
        return millis;
    }

    private static Timings durations(Map<String, Double> millis) {
        Map<Timings.Stage, Duration> byStage = new LinkedHashMap<>();
        for (Timings.Stage stage : Timings.Stage.values()) {
            Double value = millis.get(stage.name().toLowerCase(Locale.ROOT));
            if (value != null) {
                byStage.put(stage, Duration.ofNanos(Math.round(value * 1e6)));
            }
        }
        return new Timings(byStage);
    }
}
