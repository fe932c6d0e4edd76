package dev.tilefleet.standalone;

import static dev.tilefleet.standalone.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tiles that kill their worker, or hang in it: they end, their neighbours succeed, and the fleet goes on. */
final class SuspectIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    private Path data;

    private FleetInParts fleet;
    private Duration stageTimeout = Duration.ofMinutes(5);
    private Process worker;
    private int deaths;

    @BeforeEach
    void start() throws InterruptedException {
        fleet = new FleetInParts(data, Map.of());
    }

    @AfterEach
    void stop() {
        if (worker != null) {
            worker.destroyForcibly().onExit().join();
        }
        fleet.close();
    }

    @Test
    void aTileThatKillsItsWorkerEndsAfterThreeDeathsAloneAndItsNeighboursSucceed() throws Exception {
        List<String> neighbours = new ArrayList<>();
        neighbours.add(submitHarmless());
        String deadly = fleet.user().submit(FleetInParts.PROCESS, allAlike(DeadlyWorker.DEADLY));
        neighbours.add(submitHarmless());
        neighbours.add(submitHarmless());

        JsonNode end = whileWorkersDie(deadly);

        assertThat(end.path("status").asText()).isEqualTo("failed");
        assertThat(end.path("problem").path("type").asText()).endsWith("/worker-crashed");
        assertThat(end.path("problem").path("detail").asText()).contains("3 workers died");
        // Once in company, where nobody can be blamed, and three times alone.
        assertThat(deaths).isEqualTo(4);
        assertThat(neighbours)
                .allSatisfy(job ->
                        assertThat(whileWorkersDie(job).path("status").asText()).isEqualTo("successful"));
    }

    @Test
    void aTileThatHangsIsEndedWithItsWorkerAndBecomesASuspect() throws Exception {
        stageTimeout = Duration.ofSeconds(2);
        String hanging = fleet.user().submit(FleetInParts.PROCESS, allAlike(DeadlyWorker.HANGING));
        String neighbour = submitHarmless();

        JsonNode end = whileWorkersDie(hanging);

        assertThat(end.path("problem").path("type").asText()).endsWith("/worker-crashed");
        assertThat(deaths).isEqualTo(4);
        assertThat(whileWorkersDie(neighbour).path("status").asText()).isEqualTo("successful");
    }

    /** Starts a worker whenever there is none, as an orchestrator does, until the job has ended. */
    private JsonNode whileWorkersDie(String job) {
        return eventually("the end of " + job, PATIENCE, () -> {
            if (worker == null || !worker.isAlive()) {
                deaths += worker == null ? 0 : 1;
                worker = startWorker();
            }
            return Optional.of(fleet.user().status(job)).filter(info -> info.has("finished"));
        });
    }

    private Process startWorker() {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                DeadlyWorker.class.getName());
        builder.environment().keySet().removeIf(name -> name.startsWith("TILEFLEET_"));
        builder.environment().putAll(fleet.environment());
        builder.environment().put("TILEFLEET_STAGE_TIMEOUT", stageTimeout.toString());
        File log = data.resolve("worker.log").toFile();
        try {
            return builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String submitHarmless() {
        return fleet.user()
                .submit(
                        FleetInParts.PROCESS,
                        PatternTile.of(10, (band, column, row) -> 1_000 + 10 * band + 7 * column + row)
                                .bytes());
    }

    private static byte[] allAlike(int value) {
        return PatternTile.of(10, (band, column, row) -> value).bytes();
    }
}
