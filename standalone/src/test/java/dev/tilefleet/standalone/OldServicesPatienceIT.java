package dev.tilefleet.standalone;

import static dev.tilefleet.standalone.Eventually.eventually;
import static dev.tilefleet.standalone.FleetUser.json;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tilefleet.store.TileStore;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers of the old services in front of a fleet that has no worker. */
final class OldServicesPatienceIT {
    private static final byte[] TILE =
            PatternTile.of(10, (band, x, y) -> band + x + y).bytes();
    private static final Pattern JOB = Pattern.compile("Job (\\S+) was not done");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private static Path data;

    private static FleetInParts fleet;
    private static FleetInParts.Replica hasty;

    @BeforeAll
    static void start() throws InterruptedException {
        fleet = new FleetInParts(data, Map.of("TILEFLEET_COMPAT_PROCESS", "unet10"));
        hasty = fleet.replica(Map.of(
                "TILEFLEET_COMPAT_TIMEOUT", "300ms",
                "TILEFLEET_MANAGEMENT_PORT", "0"));
    }

    @AfterAll
    static void stop() {
        hasty.close();
        fleet.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/infer_image/", "/infer_image/1", "/inference"})
    void whoIsKeptWaitingTooLongIsToldToComeAgainAndHisJobIsDismissed(String path) {
        HttpResponse<byte[]> answer = hasty.user().post(path, form().body(), "Content-Type", Form.TYPE);

        assertThat(answer.statusCode()).as(() -> FleetUser.text(answer)).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(hasty.user().status("/jobs/" + job(answer)).path("status").asText())
                .isEqualTo("dismissed");
    }

    @Test
    void theAnswerKeepsTheFormOfItsService() {
        JsonNode inference = json(hasty.user().post("/inference", form().body(), "Content-Type", Form.TYPE));
        JsonNode image = json(hasty.user().post("/infer_image", form().body(), "Content-Type", Form.TYPE));

        assertThat(inference.size()).isOne();
        assertThat(inference.path("error").asText()).contains("dismissed");
        assertThat(image.path("type").asText()).endsWith("/not-in-time");
    }

    @Test
    void whoHangsUpLeavesNoJobBehind() throws IOException {
        TileStore store = fleet.store();
        List<String> before = store.list("jobs/");
        try (RawConnection connection = new RawConnection(fleet.user().fleet())) {
            byte[] form = form().bytes();
            connection.send(
                    "POST /infer_image HTTP/1.1\r\nHost: fleet\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
                            .formatted(Form.TYPE, form.length)
                            .getBytes(ISO_8859_1));
            connection.send(form);
            String job = eventually(
                    "the job",
                    PATIENCE,
                    () -> store.list("jobs/").stream()
                            .filter(key -> !before.contains(key))
                            .findFirst());

            connection.breakOff();

            String outcome = eventually(
                    "its end",
                    PATIENCE,
                    () -> store.read(job.replace("jobs/", "outcomes/")).map(bytes -> new String(bytes, UTF_8)));
            assertThat(outcome).contains("\"dismissed\"");
        }
    }

    private static Form form() {
        return new Form().file("file", "tile.tif", TILE);
    }

    private static String job(HttpResponse<byte[]> answer) {
        Matcher matcher = JOB.matcher(FleetUser.text(answer));
        return Optional.of(matcher).filter(Matcher::find).orElseThrow().group(1);
    }
}
