package dev.tilefleet.standalone;

import static dev.tilefleet.standalone.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.store.Register;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that no worker ever takes: the api ends them when their time is over. */
final class DeadlineIT {
    /** The sweep's period and then some. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path data;

    private FleetInParts fleet;

    @BeforeEach
    void start() throws InterruptedException {
        fleet = new FleetInParts(data, Map.of("TILEFLEET_JOB_DEADLINE", "1s"));
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    @Test
    void whoAsksForAnOverdueJobReadsThatItFailed() {
        String job = submit();

        JsonNode info = fleet.user().ended(job);

        assertThat(info.path("status").asText()).isEqualTo("failed");
        assertThat(info.path("problem").path("type").asText()).endsWith("/deadline-exceeded");
    }

    @Test
    void anOverdueJobEndsThoughNobodyAsks() {
        JobID job = JobID.of(submit().substring("/jobs/".length()));
        Register register = new Register(fleet.store());

        Outcome outcome = eventually("the end of a job nobody asks for", PATIENCE, () -> register.find(job));

        assertThat(outcome.ending())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.problem().type()).isEqualTo(ProblemType.DEADLINE_EXCEEDED));
    }

    private String submit() {
        return fleet.user().submit(FleetInParts.PROCESS, TileJourneyIT.tenBands(1_000));
    }
}
