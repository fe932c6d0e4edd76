package dev.tilefleet.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.job.Job;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.job.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobArchiveTest {
    private final JobArchive archive = new JobArchive(new TestingTileStore());

    @Test
    void aJobIsFoundOnceItIsClaimed() {
        Job job = job(JobID.random(), "inputs/1/a");

        assertThat(archive.find(job.jobID())).isEmpty();
        assertThat(archive.claim(job)).isSameAs(job);
        assertThat(archive.find(job.jobID())).hasValue(job);
    }

    @Test
    void ofTwoTwinsTheFirstStands() {
        JobID id = JobID.random();
        Job first = archive.claim(job(id, "inputs/1/a"));

        assertThat(archive.claim(job(id, "inputs/1/b"))).isEqualTo(first);
    }

    private static Job job(JobID id, String input) {
        Instant now = Instant.EPOCH;
        return new Job(
                id,
                new ProcessID("cloud-mask"),
                "anonymous",
                new Job.Input(input, 1, Sha256.of(new byte[1]), "image/tiff", Optional.empty()),
                Sha256.of(new byte[0]),
                now,
                now.plus(Duration.ofDays(1)),
                now.plus(Duration.ofDays(8)),
                List.of(),
                Map.of());
    }
}
