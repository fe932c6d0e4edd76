package dev.tilefleet.standalone;

import static dev.tilefleet.standalone.Eventually.eventually;
import static dev.tilefleet.standalone.FleetUser.json;
import static dev.tilefleet.standalone.FleetUser.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tilefleet.api.access.ApiKey;
import dev.tilefleet.job.JobID;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A fleet that wants keys, its owners alice and bob, and everybody else. */
@Timeout(120)
final class AccessIT {
    private static final byte[] TILE =
            PatternTile.of(10, (band, x, y) -> band + x + y).bytes();
    private static final ApiKey ALICES = key();
    private static final ApiKey BOBS = key();
    private static final String LINES = line(ALICES, "alice") + line(BOBS, "bob");

    @TempDir
    private static Path data;

    private static Path keys;
    private static CallbackReceiver receiver;
    private static FleetInParts fleet;
    private static FleetUser anybody;
    private static FleetUser alice;
    private static FleetUser bob;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        keys = data.resolve("keys");
        Files.writeString(keys, LINES);
        receiver = new CallbackReceiver();
        fleet = new FleetInParts(
                data,
                Map.of(
                        "TILEFLEET_ACCESS", "keys",
                        "TILEFLEET_API_KEYS", keys.toString(),
                        "TILEFLEET_OUTBOUND_ALLOW", "127.0.0.1",
                        "TILEFLEET_OUTBOUND_PORTS", Integer.toString(receiver.port()),
                        "TILEFLEET_WEBHOOK_SWEEP", "300ms"));
        anybody = fleet.user();
        alice = anybody.withKey(ALICES.text().reveal());
        bob = anybody.withKey(BOBS.text().reveal());
    }

    @AfterAll
    static void stop() {
        fleet.close();
        receiver.close();
    }

    @Test
    void aJobIsThereForItsOwnerOnlyAllItsLife() {
        String job = alice.submit(FleetInParts.PROCESS, TILE);
        assertThat(alice.status(job).path("status").asText()).isEqualTo("accepted");
        assertNoneForBob(job);

        FinishedJob.finish(fleet.store(), JobID.of(job.substring("/jobs/".length())));
        assertThat(alice.get(job + "/results/mask.npy").statusCode()).isEqualTo(200);
        assertNoneForBob(job);

        assertThat(alice.delete(job).statusCode()).isEqualTo(200);
        assertThat(alice.get(job).statusCode()).isEqualTo(410);
        assertNoneForBob(job);
    }

    @Test
    void callbacksAreShownAndRepeatedForTheOwnerOfTheJobOnly() {
        String job = alice.accepted(alice.post(
                "/processes/unet10/execution",
                BodyPublishers.ofByteArray(TILE),
                "Content-Type",
                "image/tiff",
                "Tilefleet-Callback",
                receiver.uri("/hook").toString()));
        try (TestingWorker worker = new TestingWorker(fleet)) {
            worker.finish(JobID.of(job.substring("/jobs/".length())));
        }
        String deliveries = job + "/deliveries";
        String again = deliveries + "/" + told(deliveries, 1).path("deliveryID").asText() + "/redelivery";

        assertNoSuchJob(bob.get(deliveries), job);
        assertNoSuchJob(bob.post(again, BodyPublishers.noBody()), job);
        assertThat(anybody.get(deliveries).statusCode()).isEqualTo(401);
        assertThat(anybody.post(again, BodyPublishers.noBody()).statusCode()).isEqualTo(401);
        assertThat(alice.post(again, BodyPublishers.noBody()).statusCode()).isEqualTo(202);

        // Once at the end, and once for alice: others have moved nothing.
        told(deliveries, 2);
        assertThat(receiver.got("/hook")).hasSize(2);
    }

    /** The one delivery, once the receiver has it after so many attempts. */
    private static JsonNode told(String deliveries, int attempts) {
        return eventually(
                "delivery after %d attempts".formatted(attempts),
                Duration.ofMinutes(1),
                () -> Optional.of(json(alice.get(deliveries)).path("deliveries").path(0))
                        .filter(delivery -> delivery.path("status").asText().equals("delivered")
                                && delivery.path("attempts").asInt() == attempts));
    }

    @Test
    void aReplicaThatReadOfAJobInTheLogKnowsWhoseItIs() throws InterruptedException {
        String job = alice.submit(FleetInParts.PROCESS, TILE);

        try (FleetInParts.Replica second = fleet.replica()) {
            assertThat(second.user().withKey(ALICES.text().reveal()).get(job).statusCode())
                    .isEqualTo(200);
            assertNoSuchJob(second.user().withKey(BOBS.text().reveal()).get(job), job);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/jobs",
                "/jobs/0b9f4f3e-6a3c-4f0e-9d5a-2f1c7e8b9a10",
                "/processes/unet10/execution",
                "/nowhere",
                "/%6aobs/0b9f4f3e-6a3c-4f0e-9d5a-2f1c7e8b9a10",
                "/processes/unet10%2fexecution/x"
            })
    void withoutAKeyAllElseIsClosed(String path) {
        HttpResponse<byte[]> answer = anybody.get(path);

        assertThat(answer.statusCode()).as(() -> text(answer)).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"tilefleet\"");
        assertThat(json(answer).path("type").asText()).isEqualTo("https://tilefleet.dev/problems/key-required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/processes/..%s", "/processes/%%2e%%2e%s", "/%s", "/page/..%s", "/healthz/..%s", "/.%s"})
    void noSpellingLeadsAround(String spelling) throws IOException {
        String job = alice.submit(FleetInParts.PROCESS, TILE);
        try (RawConnection client = new RawConnection(anybody.fleet())) {
            String answer = client.send("GET %s HTTP/1.1\r\nHost: x\r\n\r\n"
                            .formatted(spelling.formatted(job))
                            .getBytes(UTF_8))
                    .answer();

            assertThat(answer).startsWith("HTTP/1.1 401 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%zz", "/jobs/%", "/processes/%2"})
    void aPathThatCannotBeReadIsNoFaultOfTheServer(String path) throws IOException {
        try (RawConnection client = new RawConnection(anybody.fleet())) {
            String answer = client.send(
                            "GET %s HTTP/1.1\r\nHost: x\r\n\r\n".formatted(path).getBytes(UTF_8))
                    .answer();

            assertThat(answer).startsWith("HTTP/1.1 400 ").contains("malformed-request");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/infer_image", "/infer_image/1", "/inference", "/predict", "/processes/unet10/execution"})
    void withoutAKeyNothingIsTaken(String path) {
        assertThat(anybody.post(path, BodyPublishers.ofByteArray(TILE), "Content-Type", "image/tiff")
                        .statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/healthz", "/processes", "/processes/unet10"})
    void whatTheServerIsEverybodyMayRead(String path) {
        assertThat(anybody.get(path).statusCode()).isEqualTo(200);
    }

    @Test
    void aRefusalComesBeforeTheBodyAndWithoutAnInvitation() throws IOException {
        try (RawConnection client = new RawConnection(anybody.fleet())) {
            String answer = client.headTo(
                            FleetInParts.PROCESS,
                            "Content-Type: image/tiff",
                            "Content-Length: 1000000",
                            "Expect: 100-continue",
                            "Authorization: Bearer " + key().text().reveal())
                    .answer();

            assertThat(answer)
                    .startsWith("HTTP/1.1 401 ")
                    .containsIgnoringCase("WWW-Authenticate: Bearer realm=\"tilefleet\", error=\"invalid_token\"");
        }
    }

    @Test
    void twoKeysInOneRequestAreNone() throws IOException {
        try (RawConnection client = new RawConnection(anybody.fleet())) {
            String answer = client.headTo(
                            FleetInParts.PROCESS,
                            "Content-Length: 0",
                            "Authorization: Bearer " + ALICES.text().reveal(),
                            "authorization: Bearer " + BOBS.text().reveal())
                    .answer();

            assertThat(answer).startsWith("HTTP/1.1 400 ").contains("error=\"invalid_request\"");
        }
    }

    @Test
    void aKeyIsReplacedWhileTheFleetRuns() throws IOException {
        ApiKey next = key();
        FleetUser aliceAnew = anybody.withKey(next.text().reveal());
        String job = alice.submit(FleetInParts.PROCESS, TILE);

        Files.writeString(keys, LINES + line(next, "alice"));
        awaitStatus(200, aliceAnew, job);
        assertThat(alice.get(job).statusCode()).isEqualTo(200);

        Files.writeString(keys, line(next, "alice") + line(BOBS, "bob"));
        awaitStatus(401, alice, job);
        assertThat(aliceAnew.get(job).statusCode()).isEqualTo(200);

        Files.writeString(keys, LINES);
        awaitStatus(200, alice, job);
    }

    private static void assertNoneForBob(String job) {
        for (String path : List.of(job, job + "/results", job + "/results/mask.npy")) {
            assertNoSuchJob(bob.get(path), job);
        }
        assertNoSuchJob(bob.delete(job), job);
    }

    /** To the letter what is said of a job that never was. */
    private static void assertNoSuchJob(HttpResponse<byte[]> answer, String job) {
        String never = "/jobs/" + JobID.random();
        HttpResponse<byte[]> none = bob.get(never);

        assertThat(answer.statusCode()).as(() -> text(answer)).isEqualTo(404);
        assertThat(json(answer).path("type")).isEqualTo(json(none).path("type"));
        assertThat(json(answer).path("detail").asText())
                .isEqualTo(json(none).path("detail").asText().replace(never.substring(6), job.substring(6)));
        assertThat(new String(answer.body(), UTF_8)).doesNotContain("alice");
    }

    private static void awaitStatus(int status, FleetUser user, String path) {
        eventually(
                "%d for %s".formatted(status, path),
                Duration.ofSeconds(20),
                () -> Optional.of(user.get(path).statusCode()).filter(code -> code == status));
    }

    private static ApiKey key() {
        return ApiKey.random(new SecureRandom());
    }

    private static String line(ApiKey key, String owner) {
        return key.entry(owner, Instant.now(), Optional.empty()) + "\n";
    }
}
