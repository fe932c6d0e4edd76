package dev.tilefleet.standalone;

import static dev.tilefleet.standalone.Eventually.eventually;
import static dev.tilefleet.standalone.FleetUser.json;
import static dev.tilefleet.standalone.FleetUser.text;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replicas that take only so much, of a fleet whose workers are all away. */
@Timeout(120)
final class AdmissionIT {
    private static final byte[] TILE =
            PatternTile.of(10, (band, x, y) -> band + x + y).bytes();
    private static final String[] BEFORE_SENDING = {
        "Content-Type: image/tiff", "Content-Length: " + TILE.length, "Expect: 100-continue"
    };

    @TempDir
    private static Path data;

    private static FleetInParts fleet;

    @BeforeAll
    static void start() throws InterruptedException {
        fleet = new FleetInParts(data, Map.of());
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    @Test
    void aFullQueueTakesNoMoreAndSaysSoBeforeTheBody() throws IOException, InterruptedException {
        fleet.user().submit(FleetInParts.PROCESS, TILE);
        fleet.user().submit(FleetInParts.PROCESS, TILE);

        try (FleetInParts.Replica replica = fleet.replica(Map.of("TILEFLEET_QUEUE_LIMIT", "2"))) {
            HttpResponse<byte[]> answer = eventually(
                    "a full queue",
                    Duration.ofSeconds(30),
                    () -> Optional.of(replica.user().send(FleetInParts.PROCESS, TILE))
                            .filter(sent -> sent.statusCode() != 201));

            assertRefused(answer, 503, "queue-full", 60);
            assertThat(replica.user().get("/processes").statusCode()).isEqualTo(200);
            try (RawConnection client = new RawConnection(replica.user().fleet())) {
                assertThat(client.headTo(FleetInParts.PROCESS, BEFORE_SENDING).answer())
                        .startsWith("HTTP/1.1 503 ");
            }
        }
    }

    @Test
    void whoAsksTooOftenWaits() throws InterruptedException {
        String job = fleet.user().submit(FleetInParts.PROCESS, TILE);

        try (FleetInParts.Replica replica =
                fleet.replica(Map.of("TILEFLEET_RATE_LIMIT", "1", "TILEFLEET_RATE_BURST", "3"))) {
            HttpResponse<byte[]> answer = eventually(
                    "a refusal",
                    Duration.ofSeconds(30),
                    () -> Optional.of(replica.user().get(job)).filter(sent -> sent.statusCode() != 200));

            assertRefused(answer, 429, "too-many-requests", 1);
            assertThat(replica.user().get("/healthz").statusCode()).isEqualTo(200);
            assertThat(new String(replica.user().get("/processes").body(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains(FleetInParts.PROCESS);
        }
    }

    @Test
    void anOwnerHasSoManyOpenJobsAndMoreWhenOneOfThemHasEnded() throws IOException, InterruptedException {
        String job = fleet.user().submit(FleetInParts.PROCESS, TILE);

        try (FleetInParts.Replica replica = fleet.replica(Map.of("TILEFLEET_OPEN_JOBS_LIMIT", "1"))) {
            HttpResponse<byte[]> refused = replica.user().send(FleetInParts.PROCESS, TILE);

            assertRefused(refused, 429, "too-many-jobs", 15);
            try (RawConnection client = new RawConnection(replica.user().fleet())) {
                assertThat(client.headTo(FleetInParts.PROCESS, BEFORE_SENDING).answer())
                        .startsWith("HTTP/1.1 429 ");
            }
            dismissAllOf(replica.user());
            assertThat(fleet.user().status(job).path("status").asText()).isEqualTo("dismissed");
            replica.user().submit(FleetInParts.PROCESS, TILE);
        }
    }

    /** Those of other tests too: they are all everybody's. */
    private static void dismissAllOf(FleetUser user) {
        json(user.get("/jobs?status=accepted,running&limit=1000"))
                .path("jobs")
                .forEach(job -> user.delete("/jobs/" + job.path("jobID").asText()));
    }

    @Test
    void soManyTilesAreReceivedAtATime() throws IOException, InterruptedException {
        try (FleetInParts.Replica replica = fleet.replica(Map.of("TILEFLEET_UPLOAD_LIMIT", "1"));
                RawConnection slow = new RawConnection(replica.user().fleet())) {
            slow.headTo(FleetInParts.PROCESS, BEFORE_SENDING).await100().send(Arrays.copyOf(TILE, 1_000));

            HttpResponse<byte[]> refused = replica.user().send(FleetInParts.PROCESS, TILE);

            assertRefused(refused, 503, "too-many-uploads", 5);
            String accepted =
                    slow.send(Arrays.copyOfRange(TILE, 1_000, TILE.length)).answer();
            assertThat(accepted).startsWith("HTTP/1.1 201 ");
            replica.user().submit(FleetInParts.PROCESS, TILE);
        }
    }

    @Test
    void anUploadThatBreaksOffMakesRoom() throws IOException, InterruptedException {
        try (FleetInParts.Replica replica = fleet.replica(Map.of("TILEFLEET_UPLOAD_LIMIT", "1"))) {
            new RawConnection(replica.user().fleet())
                    .headTo(FleetInParts.PROCESS, BEFORE_SENDING)
                    .await100()
                    .send(Arrays.copyOf(TILE, 1_000))
                    .breakOff();

            HttpResponse<byte[]> accepted = eventually(
                    "room",
                    Duration.ofSeconds(30),
                    () -> Optional.of(replica.user().send(FleetInParts.PROCESS, TILE))
                            .filter(sent -> sent.statusCode() != 503));

            assertThat(accepted.statusCode()).as(() -> text(accepted)).isEqualTo(201);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/processes/unet10/execution {\"inputs\": {\"file\": {\"href\": \"{url}\", \"type\": \"image/tiff\"}}}",
                "/predict {\"url\": \"{url}\"}"
            })
    void aTileThatIsFetchedTakesThePlaceOfAnUploadUntilItIsHere(String request)
            throws IOException, InterruptedException {
        try (TestingTileHost host = new TestingTileHost(TILE);
                FleetInParts.Replica replica = replicaForOneTileOf(host)) {
            host.hold();
            RawConnection client = post(replica, request.replace("{url}", host.url()));
            host.awaitAsked();
            assertRefused(replica.user().send(FleetInParts.PROCESS, TILE), 503, "too-many-uploads", 5);
            // Who has left has a tile on its way all the same.
            client.breakOff();
            assertRefused(replica.user().send(FleetInParts.PROCESS, TILE), 503, "too-many-uploads", 5);

            host.letGo();

            assertThat(firstThatIsNot(503, replica).statusCode()).isEqualTo(201);
        }
    }

    @Test
    void whoWaitsForTheEndOfAJobTakesNoPlace() throws IOException, InterruptedException {
        try (TestingTileHost host = new TestingTileHost(TILE);
                FleetInParts.Replica replica = replicaForOneTileOf(host);
                RawConnection _ = post(replica, "/predict {\"url\": \"%s\"}".formatted(host.url()))) {
            host.awaitAsked();

            assertThat(firstThatIsNot(503, replica).statusCode()).isEqualTo(201);
        }
    }

    /** Receives one tile at a time, and may fetch it there. */
    private static FleetInParts.Replica replicaForOneTileOf(TestingTileHost host) throws InterruptedException {
        return fleet.replica(Map.of(
                "TILEFLEET_UPLOAD_LIMIT",
                "1",
                "TILEFLEET_COMPAT_PROCESS",
                FleetInParts.PROCESS,
                "TILEFLEET_OUTBOUND_ALLOW",
                "127.0.0.1",
                "TILEFLEET_OUTBOUND_PORTS",
                Integer.toString(host.port())));
    }

    /** @param request path and JSON */
    private static RawConnection post(FleetInParts.Replica replica, String request) throws IOException {
        String[] parts = request.split(" ", 2);
        String head =
                "POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                        .formatted(parts[0], replica.process().port(), parts[1].length());
        return new RawConnection(replica.user().fleet()).send((head + parts[1]).getBytes(US_ASCII));
    }

    private static HttpResponse<byte[]> firstThatIsNot(int status, FleetInParts.Replica replica) {
        return eventually(
                "an answer other than " + status,
                Duration.ofSeconds(30),
                () -> Optional.of(replica.user().send(FleetInParts.PROCESS, TILE))
                        .filter(sent -> sent.statusCode() != status));
    }

    private static void assertRefused(HttpResponse<byte[]> answer, int status, String problem, int seconds) {
        assertThat(answer.statusCode()).as(() -> text(answer)).isEqualTo(status);
        assertThat(json(answer).path("type").asText()).endsWith("/" + problem);
        assertThat(answer.headers().firstValueAsLong("Retry-After")).hasValue(seconds);
    }
}
