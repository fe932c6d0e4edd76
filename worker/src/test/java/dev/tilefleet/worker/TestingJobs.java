package dev.tilefleet.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tilefleet.job.Job;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.job.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Jobs of process {@code unet10} whose tile is the four bytes {@code tile}. */
public final class TestingJobs {
    public static final Instant SUBMITTED = Instant.parse("2026-11-01T12:00:00Z");
    public static final Instant DEADLINE = SUBMITTED.plus(Duration.ofHours(24));
    public static final Instant EXPIRES = SUBMITTED.plus(Duration.ofDays(8));
    public static final byte[] TILE = "tile".getBytes(UTF_8);
    public static final Sha256 MODEL = Sha256.of("model".getBytes(UTF_8));

    private TestingJobs() {}

    public static Job job() {
        return job(JobID.random());
    }

    public static Job job(JobID id) {
        return new Job(
                id,
                new ProcessID("unet10"),
                "alice",
                new Job.Input("inputs/" + id + "/1", TILE.length, Sha256.of(TILE), "image/tiff", Optional.empty()),
                MODEL,
                SUBMITTED,
                DEADLINE,
                EXPIRES,
                List.of(),
                Map.of());
    }
}
