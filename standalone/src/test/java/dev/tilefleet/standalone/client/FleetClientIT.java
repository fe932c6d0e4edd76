package dev.tilefleet.standalone.client;

import static dev.tilefleet.standalone.client.TestingFleet.JOB;
import static dev.tilefleet.standalone.client.TestingFleet.LOOK;
import static dev.tilefleet.standalone.client.TestingFleet.MASK;
import static dev.tilefleet.standalone.client.TestingFleet.NPY;
import static dev.tilefleet.standalone.client.TestingFleet.SUBMIT;
import static dev.tilefleet.standalone.client.TestingFleet.accepted;
import static dev.tilefleet.standalone.client.TestingFleet.answer;
import static dev.tilefleet.standalone.client.TestingFleet.html;
import static dev.tilefleet.standalone.client.TestingFleet.mask;
import static dev.tilefleet.standalone.client.TestingFleet.problem;
import static dev.tilefleet.standalone.client.TestingFleet.problemJson;
import static dev.tilefleet.standalone.client.TestingFleet.removed;
import static dev.tilefleet.standalone.client.TestingFleet.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FleetClientIT {
    private static final UUID ID = UUID.fromString(JOB);

    private final TestingFleet fleet = new TestingFleet();
    private final TestingTime time = new TestingTime();
    private final FleetClient client = fleet.client(time);

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        fleet.close();
    }

    @Test
    void sendsTheTilesBytesAndItsName() throws Exception {
        AtomicReference<byte[]> body = new AtomicReference<>();
        fleet.on(SUBMIT, exchange -> {
            body.set(exchange.getRequestBody().readAllBytes());
            accepted().give(exchange);
        });

        StatusInfo info = submit(tile("größe.tif", 300_000));

        assertThat(info.jobID()).isEqualTo(ID);
        assertThat(body.get()).hasSize(300_000);
        assertThat(fleet.requests().getFirst().headers())
                .containsEntry("Content-Type", List.of("image/tiff"))
                .containsEntry("Content-Length", List.of("300000"))
                .containsEntry(
                        "Content-Disposition",
                        List.of("attachment; filename=\"gr__e.tif\"; filename*=UTF-8''gr%C3%B6%C3%9Fe.tif"));
    }

    @Test
    void sendsParametersInTheQuery() throws Exception {
        fleet.on(SUBMIT, accepted());
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("offset", "-1000");
        parameters.put("a b", "1&2=3+4");

        client.submit(new Submission("cloud-mask", tile("tile.tif", 10), parameters, Optional.empty()));

        assertThat(fleet.requests().getFirst().query()).isEqualTo("offset=-1000&a%20b=1%262%3D3%2B4");
    }

    @Test
    void sendsNoByteOfATileThatIsRefusedOnItsHeaders() throws Exception {
        Path tile = tile("tile.tif", 20_000_000);
        try (TestingDoorkeeper doorkeeper =
                new TestingDoorkeeper(413, problemJson(413, "Upload too large", "at most 16 MiB"))) {
            FleetClient guest = fleet.client(time, doorkeeper.address());

            assertThatThrownBy(() -> guest.submit(submission(tile)))
                    .isInstanceOf(FleetException.Refused.class)
                    .hasMessage("Upload too large: at most 16 MiB");
            assertThat(doorkeeper.bodyBytes())
                    .succeedsWithin(Duration.ofSeconds(10))
                    .isEqualTo(0);
        }
    }

    @Test
    void triesABusyFleetAgainAfterTheTimeItAskedForWithTheSameKey() throws Exception {
        fleet.on(SUBMIT, problem(503, "Queue full", "later", "Retry-After", "7"), accepted());

        submit(tile("tile.tif", 10));

        assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(7));
        assertThat(fleet.requests().stream()
                        .map(request -> request.headers().getFirst("Idempotency-Key"))
                        .distinct())
                .hasSize(1)
                .doesNotContainNull();
    }

    @Test
    void triesAgainWhenTheConnectionBreaks() throws Exception {
        fleet.on(SUBMIT, exchange -> {}, accepted());

        StatusInfo info = submit(tile("tile.tif", 10));

        assertThat(info.jobID()).isEqualTo(ID);
        assertThat(time.sleeps()).containsExactly(Duration.ofMillis(500));
    }

    @Test
    void givesABusyFleetUpAfterFiveTries() {
        fleet.on(LOOK, problem(503, "Store unavailable", "no answer from the store"));

        assertThatThrownBy(() -> client.status(ID))
                .isInstanceOf(FleetException.Unreachable.class)
                .hasMessage("Store unavailable: no answer from the store");
        assertThat(time.sleeps()).extracting(Duration::toMillis).containsExactly(500L, 1000L, 2000L, 4000L);
    }

    @Test
    void waitsAtMostHalfAMinuteForTheNextTry() throws Exception {
        fleet.on(LOOK, problem(429, "Too many requests", "slower", "Retry-After", "86400"), status("running"));

        client.status(ID);

        assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(30));
    }

    @Test
    void looksEverLessOftenUntilTheJobHasEnded() throws Exception {
        fleet.on(
                LOOK,
                status("accepted"),
                status("running"),
                status("running", "Retry-After", "3"),
                status("successful"));

        Awaited awaited = Awaited.of(client.await(ID, Duration.ofMinutes(1)).info());

        assertThat(awaited).isInstanceOf(Awaited.Successful.class);
        assertThat(time.sleeps()).extracting(Duration::toMillis).containsExactly(200L, 300L, 3000L);
    }

    @Test
    void stopsWaitingOnTime() throws Exception {
        fleet.on(LOOK, status("running"));

        Awaited awaited = Awaited.of(client.await(ID, Duration.ofMillis(600)).info());

        assertThat(awaited).isInstanceOf(Awaited.Unfinished.class);
        assertThat(time.sleeps()).extracting(Duration::toMillis).containsExactly(200L, 300L, 100L);
    }

    @Test
    void looksOnceEvenWithNoTimeLeft() throws Exception {
        fleet.on(LOOK, status("dismissed"));

        Awaited awaited = Awaited.of(client.await(ID, Duration.ofMinutes(-1)).info());

        assertThat(awaited).isInstanceOf(Awaited.Dismissed.class);
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void saysWhyAJobFailed() throws Exception {
        fleet.on(LOOK, status("failed", ",\"problem\":" + problemJson(422, "Too few bands", "6 needed, 3 found"), 200));

        Awaited awaited = Awaited.of(client.await(ID, Duration.ofMinutes(1)).info());

        assertThat(awaited).isInstanceOfSatisfying(Awaited.Failed.class, failed -> {
            assertThat(failed.problem()).hasToString("Too few bands: 6 needed, 3 found");
            assertThat(failed.problem().status()).isEqualTo(422);
        });
    }

    @Test
    void standsInForAProblemTheFleetDoesNotGive() throws Exception {
        fleet.on(LOOK, status("failed", ",\"message\":\"disk on fire\"", 200));

        Awaited awaited = Awaited.of(client.await(ID, Duration.ofMinutes(1)).info());

        assertThat(awaited)
                .isInstanceOfSatisfying(
                        Awaited.Failed.class,
                        failed -> assertThat(failed.problem()).hasToString("Job failed: disk on fire"));
    }

    @Test
    void downloadsAMask() throws Exception {
        fleet.on(MASK, mask());

        assertThat(client.download(ID)).isEqualTo(NPY);
    }

    @Test
    void takesNoWebPageForAMask() {
        fleet.on(MASK, html(200));

        assertThatThrownBy(() -> client.download(ID))
                .isInstanceOf(FleetException.Unreachable.class)
                .hasMessageContaining("answered 200 text/html, which is not what a fleet says");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "[]", "{}", "{\"jobID\":", "{\"jobID\":\"" + JOB + "\",\"status\":\"dancing\"}"})
    void takesNoOtherJsonForAStatus(String json) {
        fleet.on(LOOK, answer(200, "application/json", json.getBytes(UTF_8)));

        assertThatThrownBy(() -> client.status(ID)).isInstanceOf(FleetException.Unreachable.class);
    }

    @Test
    void saysWhereARedirectPoints() {
        fleet.on(LOOK, answer(301, "text/html", new byte[0], "Location", "https://fleet.example/"));

        assertThatThrownBy(() -> client.status(ID))
                .isInstanceOf(FleetException.Unreachable.class)
                .hasMessageEndingWith("it points to https://fleet.example/");
    }

    @Test
    void takesARefusalFromAProxyToo() throws Exception {
        fleet.on(SUBMIT, html(413));
        Path tile = tile("tile.tif", 10);

        assertThatThrownBy(() -> client.submit(submission(tile)))
                .isInstanceOf(FleetException.Refused.class)
                .hasMessageStartingWith("HTTP 413");
    }

    @Test
    void doesNotWaitForEverForAnAnswer() {
        CountDownLatch never = new CountDownLatch(1);
        fleet.on(LOOK, exchange -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        FleetClient hasty = fleet.client(time, Duration.ofMillis(50));

        assertThatThrownBy(() -> hasty.status(ID))
                .isInstanceOf(FleetException.Unreachable.class)
                .hasMessage(fleet.address() + " did not answer in time");
        never.countDown();
    }

    @Test
    void saysWhereNobodyListens() {
        FleetClient late = fleet.client(time);
        fleet.stopListening();

        assertThatThrownBy(() -> late.status(ID))
                .isInstanceOf(FleetException.Unreachable.class)
                .hasMessage("cannot connect to " + fleet.address() + ": connection refused");
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void sendsNoFileThatIsNotThere() {
        assertThatThrownBy(() -> client.submit(submission(folder.resolve("none.tif"))))
                .isInstanceOf(FileNotFoundException.class);
    }

    @Test
    void dismissesAJob() throws Exception {
        fleet.on("DELETE /jobs/" + JOB, status("dismissed"));

        assertThat(client.dismiss(ID))
                .isInstanceOfSatisfying(
                        Dismissal.Done.class,
                        done -> assertThat(done.look().info().status()).isEqualTo(StatusInfo.Status.DISMISSED));
    }

    @Test
    void tellsAJobThatIsRemovedAlreadyFromOneThatCannotBeDismissed() throws Exception {
        fleet.on("DELETE /jobs/" + JOB, removed(), html(410));

        assertThat(client.dismiss(ID))
                .isInstanceOfSatisfying(
                        Dismissal.RemovedBefore.class,
                        removed -> assertThat(removed.problem()).hasToString("Job removed: it is gone"));
        assertThatThrownBy(() -> client.dismiss(ID)).isInstanceOf(FleetException.Refused.class);
    }

    private StatusInfo submit(Path tile) throws Exception {
        return client.submit(submission(tile)).info();
    }

    private static Submission submission(Path tile) {
        return new Submission("cloud-mask", tile, Map.of(), Optional.empty());
    }

    private Path tile(String name, int size) throws IOException {
        return Files.write(folder.resolve(name), new byte[size]);
    }
}
