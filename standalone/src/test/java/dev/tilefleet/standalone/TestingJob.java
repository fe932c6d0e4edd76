package dev.tilefleet.standalone;

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

/** Jobs for those who never look at the tile. */
final class TestingJob {
    private TestingJob() {}

    static Job of(ProcessID process, JobID id) {
        Instant now = Instant.now();
        return new Job(
                id,
                process,
                "alice",
                new Job.Input("inputs/a/b", 4, Sha256.of("tile".getBytes(UTF_8)), "image/tiff", Optional.empty()),
                Sha256.of("model".getBytes(UTF_8)),
                now,
                now.plus(Duration.ofDays(1)),
                now.plus(Duration.ofDays(8)),
                List.of(),
                Map.of());
    }
}
