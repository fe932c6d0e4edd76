package dev.tilefleet.standalone;

import static dev.tilefleet.standalone.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.config.Secret;
import dev.tilefleet.config.Settings;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.lifecycle.Foundation;
import dev.tilefleet.lifecycle.FoundationConfig;
import dev.tilefleet.lifecycle.Opened;
import dev.tilefleet.queue.TopicAdmin;
import dev.tilefleet.standalone.embedded.EmbeddedBroker;
import dev.tilefleet.standalone.embedded.EmbeddedStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a process says that it is ready, and what it says before. */
final class FoundationIT {
    private static final List<ProcessID> PROCESSES = List.of(new ProcessID("unet10"));
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private Path data;

    private final Opened opened = new Opened();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private FoundationConfig config;
    private FleetUser orchestrator;

    @BeforeEach
    void start() throws IOException {
        EmbeddedStore store =
                opened.add(EmbeddedStore.start(data.resolve("s3"), 0, "tester", new Secret("of tilefleets")));
        EmbeddedBroker broker = opened.add(EmbeddedBroker.start(data.resolve("kafka"), 0));
        int port = freePort();
        config = FoundationConfig.from(new Settings(Map.of(
                "TILEFLEET_KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers(),
                "TILEFLEET_S3_ENDPOINT", store.endpoint().toString(),
                "TILEFLEET_S3_ACCESS_KEY", "tester",
                "TILEFLEET_S3_SECRET_KEY", "of tilefleets",
                "TILEFLEET_MANAGEMENT_PORT", Integer.toString(port))));
        orchestrator = new FleetUser(URI.create("http://127.0.0.1:" + port));
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        opened.close();
    }

    @Test
    void saysWhichTopicsItWaitsForAndThatTheStartGoesOnUntilItIsOver() throws Exception {
        CompletableFuture<Foundation> opening = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                opening.complete(Foundation.open(opened, config, PROCESSES, "tester"));
            } catch (InterruptedException | RuntimeException e) {
                opening.completeExceptionally(e);
            }
        });

        assertThat(eventually("a word about topics", PATIENCE, () -> unready("topics: missing")))
                .contains("tilefleet.jobs.unet10", "tilefleet topics apply");

        try (TopicAdmin topics = new TopicAdmin(config.kafka())) {
            topics.apply(PROCESSES);
        }
        Foundation foundation = opening.get();
        assertThat(unready("")).hasValue("503 start: going on\n");

        foundation.started();
        assertThat(orchestrator.get("/readyz").statusCode()).isEqualTo(200);
    }

    /** What the process waits for, if it answers, is not ready, and says this. */
    private Optional<String> unready(String expected) {
        try {
            var answer = orchestrator.get("/readyz");
            return Optional.of(FleetUser.text(answer))
                    .filter(text -> answer.statusCode() == 503 && text.contains(expected));
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
