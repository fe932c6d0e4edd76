package dev.tilefleet.standalone;

import static dev.tilefleet.standalone.FleetUser.json;
import static dev.tilefleet.standalone.FleetUser.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.job.JobID;
import dev.tilefleet.store.ObjectKeys;
import dev.tilefleet.store.TileStore;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Submissions that are repeated under one {@code Idempotency-Key}, at two replicas. */
@Timeout(300)
final class IdempotencyIT {
    private static final String PUBLIC = "https://fleet.example.com";
    private static final String CALLBACK = "https://93.184.215.14/hook";
    private static final byte[] TILE =
            PatternTile.of(10, (band, x, y) -> band + x + y).bytes();

    @TempDir
    private static Path data;

    private static FleetInParts fleet;
    private static FleetInParts.Replica second;
    private static TileStore store;

    private final String key = UUID.randomUUID().toString();

    @BeforeAll
    static void start() throws InterruptedException {
        fleet = new FleetInParts(
                data, Map.of("TILEFLEET_PROCESSES", "cloud-mask,unet10", "TILEFLEET_PUBLIC_URL", PUBLIC));
        second = fleet.replica();
        store = fleet.store();
    }

    @AfterAll
    static void stop() {
        second.close();
        fleet.close();
    }

    @Test
    void theSameAgainIsTheSameJobAndTheSameAnswer() {
        HttpResponse<byte[]> first = send(fleet.user(), "cloud-mask", TILE);
        Set<String> before = objects();

        List<HttpResponse<byte[]>> again =
                List.of(send(fleet.user(), "cloud-mask", TILE), send(second.user(), "cloud-mask", TILE));

        assertAccepted(first);
        assertThat(again).allSatisfy(answer -> {
            assertAccepted(answer);
            assertThat(text(answer)).isEqualTo(text(first));
        });
        assertThat(objects()).isEqualTo(before);
    }

    @Test
    void inWhateverFormItIsSent() {
        String raw = path(send(fleet.user(), "cloud-mask?boaAddOffset=-1e3&callback=" + CALLBACK, TILE));
        Form form = new Form()
                .file("file", "another.tif", TILE)
                .field("boaAddOffset", "-1000.0")
                .field("callback", CALLBACK);
        String document = "{\"inputs\": {\"file\": \"%s\", \"boaAddOffset\": -1000}, \"callback\": \"%s\"}"
                .formatted(Base64.getEncoder().encodeToString(TILE), CALLBACK);

        List<HttpResponse<byte[]>> again = List.of(
                post("cloud-mask", form.bytes(), "Content-Type", Form.TYPE),
                post(
                        "cloud-mask",
                        document.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        "Content-Type",
                        "application/json"),
                post(
                        "cloud-mask?boaAddOffset=-1000",
                        TILE,
                        "Content-Type",
                        "image/tiff",
                        "Tilefleet-Callback",
                        CALLBACK));

        assertThat(again)
                .allSatisfy(answer -> assertThat(path(answer)).as(text(answer)).isEqualTo(raw));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unet10",
                "cloud-mask?boaAddOffset=-999",
                "cloud-mask",
                "cloud-mask?boaAddOffset=-1000&callback=" + CALLBACK
            })
    void whatIsAskedOtherwiseIsRefused(String otherwise) {
        String job = path(send(fleet.user(), "cloud-mask?boaAddOffset=-1000", TILE));
        Set<String> before = objects();

        HttpResponse<byte[]> answer = send(second.user(), otherwise, TILE);

        assertReused(answer, job);
        assertThat(objects()).isEqualTo(before);
    }

    @Test
    void otherBytesAreRefused() {
        String job = path(send(fleet.user(), "cloud-mask", TILE));
        byte[] other = TILE.clone();
        other[other.length - 1]++;

        List<HttpResponse<byte[]>> answers = List.of(
                send(second.user(), "cloud-mask", other), send(fleet.user(), "cloud-mask", Arrays.copyOf(TILE, 1_000)));

        assertThat(answers).allSatisfy(answer -> {
            assertReused(answer, job);
            assertThat(json(answer).path("detail").asText()).contains("asked with another tile.");
        });
    }

    @Test
    void twinsAgreeAndLeaveOneOfEverything() {
        for (int i = 0; i < 20; i++) {
            Set<String> before = objects();
            String twins = UUID.randomUUID().toString();

            List<HttpResponse<byte[]>> answers = together(fleet.user(), second.user(), twins, TILE, TILE);

            assertThat(answers).allSatisfy(IdempotencyIT::assertAccepted);
            assertThat(answers).extracting(FleetUser::text).containsOnly(text(answers.getFirst()));
            Set<String> written = objects();
            written.removeAll(before);
            assertThat(written)
                    .satisfiesExactlyInAnyOrder(
                            key -> assertThat(key).startsWith("keys/everybody/"),
                            key -> assertThat(key).startsWith("inputs/" + id(answers.getFirst())),
                            key -> assertThat(key).isEqualTo(ObjectKeys.job(id(answers.getFirst()))));
        }
    }

    @Test
    void ofTwinsThatAreNoneOneIsRefused() {
        byte[] other = PatternTile.of(10, (band, x, y) -> band + x - y).bytes();
        for (int i = 0; i < 10; i++) {
            List<HttpResponse<byte[]>> answers =
                    together(fleet.user(), second.user(), UUID.randomUUID().toString(), TILE, other);

            assertThat(answers).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(201, 422);
        }
    }

    @Test
    void aRefusedTileLeavesTheKeyFree() {
        HttpResponse<byte[]> refused =
                send(fleet.user(), "cloud-mask", "no tile".getBytes(java.nio.charset.StandardCharsets.UTF_8));

        HttpResponse<byte[]> answer = send(second.user(), "cloud-mask", TILE);

        assertThat(refused.statusCode()).isEqualTo(422);
        assertAccepted(answer);
    }

    @Test
    void theAnswerStaysTheSameWhenTheJobHasEnded() {
        HttpResponse<byte[]> first = send(fleet.user(), "cloud-mask", TILE);
        FinishedJob.finish(store, id(first));

        HttpResponse<byte[]> again = send(second.user(), "cloud-mask", TILE);

        assertThat(text(again)).isEqualTo(text(first));
        assertThat(second.user().get(path(first) + "/results").statusCode()).isEqualTo(200);
    }

    @Test
    void aKeyWhoseJobIsForgottenLeadsToNoOldEnd() {
        JobID job = id(send(fleet.user(), "cloud-mask", TILE));
        FinishedJob.finish(store, job);
        store.delete(ObjectKeys.job(job));

        HttpResponse<byte[]> answer = send(second.user(), "cloud-mask", TILE);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).path("detail").asText()).contains("so old that it is forgotten. Send another key");
    }

    private static void assertAccepted(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).as(() -> text(answer)).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location")).hasValue(PUBLIC + path(answer));
    }

    private static void assertReused(HttpResponse<byte[]> answer, String job) {
        assertThat(answer.statusCode()).as(() -> text(answer)).isEqualTo(422);
        assertThat(json(answer).path("type").asText())
                .isEqualTo("https://tilefleet.dev/problems/idempotency-key-reused");
        assertThat(json(answer).path("detail").asText()).contains(job.substring("/jobs/".length()));
    }

    private static List<HttpResponse<byte[]>> together(
            FleetUser one, FleetUser other, String key, byte[] tile, byte[] otherTile) {
        CompletableFuture<HttpResponse<byte[]>> there =
                CompletableFuture.supplyAsync(() -> send(other, "cloud-mask", key, otherTile));
        HttpResponse<byte[]> here = send(one, "cloud-mask", key, tile);
        return List.of(here, there.join());
    }

    private HttpResponse<byte[]> send(FleetUser user, String process, byte[] tile) {
        return send(user, process, key, tile);
    }

    private static HttpResponse<byte[]> send(FleetUser user, String process, String key, byte[] tile) {
        // In quotes as the draft has it, and bare as most clients do: one key.
        String quoted = user == second.user() ? key : "\"" + key + "\"";
        return user.post(
                execution(process),
                BodyPublishers.ofByteArray(tile),
                "Content-Type",
                "image/tiff",
                "Idempotency-Key",
                quoted);
    }

    private HttpResponse<byte[]> post(String process, byte[] body, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Idempotency-Key", key));
        return second.user().post(execution(process), BodyPublishers.ofByteArray(body), all.toArray(String[]::new));
    }

    private static String execution(String process) {
        String[] parts = process.split("(?=\\?)", 2);
        return "/processes/%s/execution%s".formatted(parts[0], parts.length == 2 ? parts[1] : "");
    }

    private static String path(HttpResponse<byte[]> answer) {
        return "/jobs/" + id(answer);
    }

    private static JobID id(HttpResponse<byte[]> answer) {
        return JobID.of(json(answer).path("jobID").asText());
    }

    private static Set<String> objects() {
        return new HashSet<>(Stream.of("keys/", "inputs/", "jobs/")
                .flatMap(prefix -> store.list(prefix).stream())
                .toList());
    }
}
