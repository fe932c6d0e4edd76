package dev.tilefleet.standalone;

import static dev.tilefleet.standalone.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tilefleet.api.ApiProcess;
import dev.tilefleet.config.Secret;
import dev.tilefleet.config.Settings;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.lifecycle.Opened;
import dev.tilefleet.queue.KafkaConfig;
import dev.tilefleet.queue.TopicAdmin;
import dev.tilefleet.standalone.embedded.EmbeddedBroker;
import dev.tilefleet.standalone.embedded.EmbeddedStore;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tiles that kill their worker, or hang in it: they end, their neighbours succeed, and the fleet goes on. */
final class SuspectIT {
    private static final String PROCESS = "unet10";
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    private Path data;

    private final Opened opened = new Opened();
    private final Map<String, String> environment = new HashMap<>();
    private FleetUser user;
    private Process worker;
    private int deaths;

    @BeforeEach
    void start() throws InterruptedException {
        EmbeddedStore store =
                opened.add(EmbeddedStore.start(data.resolve("s3"), 0, "tester", new Secret("of tilefleets")));
        EmbeddedBroker broker = opened.add(EmbeddedBroker.start(data.resolve("kafka"), 0));
        environment.putAll(Map.of(
                "TILEFLEET_KAFKA_BOOTSTRAP_SERVERS",
                broker.bootstrapServers(),
                "TILEFLEET_KAFKA_PARTITIONS",
                "1",
                "TILEFLEET_S3_ENDPOINT",
                store.endpoint().toString(),
                "TILEFLEET_S3_ACCESS_KEY",
                "tester",
                "TILEFLEET_S3_SECRET_KEY",
                "of tilefleets",
                "TILEFLEET_MODELS",
                TestingTiles.repository().resolve("models").toString(),
                "TILEFLEET_PROCESSES",
                PROCESS,
                "TILEFLEET_MANAGEMENT_PORT",
                "0"));
        try (TopicAdmin topics = new TopicAdmin(KafkaConfig.from(new Settings(environment)))) {
            topics.apply(List.of(new ProcessID(PROCESS)));
        }
        Map<String, String> api = new HashMap<>(environment);
        api.put("TILEFLEET_HTTP_PORT", "0");
        ApiProcess process = opened.add(ApiProcess.start(new Settings(api), Clock.systemUTC()));
        process.awaitReady();
        user = new FleetUser(URI.create("http://127.0.0.1:" + process.port()));
    }

    @AfterEach
    void stop() {
        if (worker != null) {
            worker.destroyForcibly().onExit().join();
        }
        opened.close();
    }

    @Test
    void aTileThatKillsItsWorkerEndsAfterThreeDeathsAloneAndItsNeighboursSucceed() throws Exception {
        List<String> neighbours = new ArrayList<>();
        neighbours.add(submitHarmless());
        String deadly = user.submit(PROCESS, allAlike(DeadlyWorker.DEADLY));
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
        environment.put("TILEFLEET_STAGE_TIMEOUT", "2s");
        String hanging = user.submit(PROCESS, allAlike(DeadlyWorker.HANGING));
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
            return Optional.of(user.status(job)).filter(info -> info.has("finished"));
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
        builder.environment().putAll(environment);
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
        return user.submit(
                PROCESS,
                PatternTile.of(10, (band, column, row) -> 1_000 + 10 * band + 7 * column + row)
                        .bytes());
    }

    private static byte[] allAlike(int value) {
        return PatternTile.of(10, (band, column, row) -> value).bytes();
    }
}
