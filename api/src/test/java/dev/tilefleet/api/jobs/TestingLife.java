package dev.tilefleet.api.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tilefleet.job.Job;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.Problem;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.job.Progress;
import dev.tilefleet.job.Sha256;
import dev.tilefleet.job.Timings;
import dev.tilefleet.job.Tombstone;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is told of one job while it lives. */
public record TestingLife(JobID id) {
    public static final JobID ID = JobID.of("0b9f4f3e-6a3c-4f0e-9d5a-2f1c7e8b9a10");
    public static final Instant SUBMITTED = Instant.parse("2026-11-01T12:00:00Z");
    private static final ProcessID PROCESS = new ProcessID("cloud-mask");

    public Job job() {
        return job("inputs/a/b");
    }

    Job job(String input) {
        return job(input, SUBMITTED);
    }

    /** The same, but submitted later. */
    Job submitted(Duration later) {
        return job("inputs/a/b", SUBMITTED.plus(later));
    }

    private Job job(String input, Instant submitted) {
        return new Job(
                id,
                PROCESS,
                "alice",
                new Job.Input(input, 4, Sha256.of("tile".getBytes(UTF_8)), "image/tiff", Optional.empty()),
                Sha256.of("model".getBytes(UTF_8)),
                submitted,
                submitted.plus(Duration.ofHours(24)),
                submitted.plus(Duration.ofDays(8)),
                List.of(),
                Map.of());
    }

    public Progress progress(Duration since) {
        return new Progress(id, PROCESS, "worker-7", SUBMITTED.plus(since));
    }

    public Outcome successful() {
        return outcome(
                new Outcome.Successful(new Outcome.Result("results/a/b/mask.npy", 262_272, Sha256.of(new byte[1]))),
                Map.of(
                        Timings.Stage.QUEUED, Duration.ofMillis(1_500),
                        Timings.Stage.INFER, Duration.ofNanos(604_250_000)));
    }

    public Outcome failed() {
        return outcome(
                new Outcome.Failed(new Problem(ProblemType.TOO_FEW_BANDS, "The tile has 3 bands, cloud-mask takes 6.")),
                Map.of(Timings.Stage.QUEUED, Duration.ofMillis(1_500)));
    }

    /** Ended by a worker that did not say how long the job was queued. */
    public Outcome untimed() {
        return outcome(failed().ending(), Map.of());
    }

    public Outcome dismissed() {
        return Outcome.of(job(), decided(), new Outcome.Dismissed(), Optional.empty());
    }

    public Tombstone tombstone() {
        return Tombstone.of(job(), SUBMITTED.plus(Duration.ofDays(2)));
    }

    private Outcome outcome(Outcome.Ending ending, Map<Timings.Stage, Duration> timings) {
        return Outcome.of(
                job(),
                decided(),
                ending,
                Optional.of(new Outcome.Execution(
                        Sha256.of("model".getBytes(UTF_8)), "worker-7", "00c0ffee", new Timings(timings))));
    }

    private static Instant decided() {
        return SUBMITTED.plusSeconds(3);
    }
}
