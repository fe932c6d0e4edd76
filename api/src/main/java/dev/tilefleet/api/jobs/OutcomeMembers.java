package dev.tilefleet.api.jobs;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.Problem;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.job.Sha256;
import dev.tilefleet.job.Timings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Of an outcome: all but callbacks and the attempt's name. */
final class OutcomeMembers implements Glance.Members {
    private static final Map<String, Timings.Stage> STAGES = Arrays.stream(Timings.Stage.values())
            .collect(toMap(stage -> stage.name().toLowerCase(Locale.ROOT), stage -> stage));

    private final SharedValues shared;
    private final Map<Timings.Stage, Duration> timings = new EnumMap<>(Timings.Stage.class);
    private Optional<String> owner;
    private String status;
    private Long decided;
    private Outcome.Result result;
    private Problem problem;
    private String worker;
    private Sha256 modelDigest;

    OutcomeMembers(SharedValues shared) {
        this.shared = shared;
    }

    @Override
    public void take(String name, JsonParser value) throws IOException {
        if (value.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        switch (name) {
            case "owner" -> owner = shared.owner(value);
            case "status" -> status = value.getText();
            case "decided" -> decided = Timestamp.millis(value.getText());
            case "result" -> takeResult(value);
            case "problem" -> takeProblem(value);
            case "timings" -> takeTimings(value);
            case "worker" -> worker = value.getText();
            case "modelDigest" -> modelDigest = shared.modelDigest(value.getText());
            default -> value.skipChildren();
        }
    }

    private void takeResult(JsonParser value) throws IOException {
        String key = null;
        Long size = null;
        Sha256 sha256 = null;
        for (String name = value.nextFieldName(); name != null; name = value.nextFieldName()) {
            value.nextToken();
            switch (name) {
                case "key" -> key = value.getText();
                case "size" -> size = value.getLongValue();
                case "sha256" -> sha256 = new Sha256(value.getText());
                default -> value.skipChildren();
            }
        }
        result = new Outcome.Result(key, requireNonNull(size, "size"), sha256);
    }

    private void takeProblem(JsonParser value) throws IOException {
        String type = null;
        String detail = null;
        for (String name = value.nextFieldName(); name != null; name = value.nextFieldName()) {
            value.nextToken();
            switch (name) {
                case "type" -> type = value.getText();
                case "detail" -> detail = value.getText();
                default -> value.skipChildren();
            }
        }
        URI uri = URI.create(requireNonNull(type, "type"));
        // A type of a newer release still says in its detail what to change.
        problem = new Problem(ProblemType.of(uri).orElse(ProblemType.INTERNAL_ERROR), detail);
    }

    private void takeTimings(JsonParser value) throws IOException {
        for (String name = value.nextFieldName(); name != null; name = value.nextFieldName()) {
            value.nextToken();
            Timings.Stage stage = STAGES.get(name);
            if (stage == null) {
                value.skipChildren();
            } else {
                timings.put(stage, Duration.ofNanos(Math.round(value.getDoubleValue() * 1e6)));
            }
        }
    }

    @Override
    public KnownJob of(JobID job, ProcessID process, long heard) {
        Optional<End.Runner> by =
                worker == null ? Optional.empty() : shared.runner(worker, requireNonNull(modelDigest, "modelDigest"));
        End end = new End(
                Instant.ofEpochMilli(requireNonNull(decided, "decided")),
                ending(requireNonNull(status, "status")),
                by.map(runner -> new End.Run(runner, new Timings(timings))));
        return new KnownJob(
                job,
                process,
                requireNonNull(owner, "owner"),
                KnownJob.NEVER,
                KnownJob.NEVER,
                KnownJob.NEVER,
                heard,
                Optional.of(PackedEnd.of(job, end, by)),
                false);
    }

    private Outcome.Ending ending(String status) {
        return switch (status) {
            case "successful" -> new Outcome.Successful(requireNonNull(result, "result"));
            case "failed" -> new Outcome.Failed(requireNonNull(problem, "problem"));
            case "dismissed" -> new Outcome.Dismissed();
            default -> throw new IllegalArgumentException("no terminal status: " + status);
        };
    }
}
