package dev.tilefleet.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tilefleet.job.Callback;
import dev.tilefleet.job.Job;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.job.Sha256;
import dev.tilefleet.store.JobArchive;
import dev.tilefleet.store.Register;
import dev.tilefleet.store.TileStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A job of everybody's whose end somebody wants to hear of. */
public record CallbackJob(Job job) {
    /** Stands in the store, and has not ended. */
    public static CallbackJob asked(TileStore store, String process, Callback... callbacks) {
        Instant now = Instant.now();
        return new CallbackJob(new JobArchive(store)
                .claim(new Job(
                        JobID.random(),
                        new ProcessID(process),
                        "everybody",
                        new Job.Input(
                                "inputs/a/b", 4, Sha256.of("tile".getBytes(UTF_8)), "image/tiff", Optional.empty()),
                        Sha256.of("model".getBytes(UTF_8)),
                        now,
                        now.plus(Duration.ofDays(1)),
                        now.plus(Duration.ofDays(8)),
                        List.of(callbacks),
                        Map.of())));
    }

    /** Ends it in the store; the log does not tell yet. */
    public Outcome end(TileStore store) {
        return new Register(store)
                .decide(Outcome.of(
                        job,
                        Instant.now(),
                        new Outcome.Successful(new Outcome.Result("results/a/b/mask.npy", 1, job.modelDigest())),
                        Optional.empty()));
    }
}
