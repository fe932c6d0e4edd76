package dev.tilefleet.standalone;

import static dev.tilefleet.standalone.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.job.JobID;
import dev.tilefleet.store.TileStore;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas of the api, and clients that ask now one and now the other. */
@Timeout(300)
final class ReplicasIT {
    private static final int MANY = 100;
    private static final byte[] TILE =
            PatternTile.of(10, (band, x, y) -> band + x + y).bytes();

    @TempDir
    private static Path data;

    private static FleetInParts fleet;
    private static FleetInParts.Replica second;
    private static TileStore store;

    @BeforeAll
    static void start() throws InterruptedException {
        fleet = new FleetInParts(data, Map.of());
        second = fleet.replica();
        store = fleet.store();
    }

    @AfterAll
    static void stop() {
        second.close();
        fleet.close();
    }

    @Test
    void theOtherAnswersRightAfterTheAcceptance() {
        List<String> statuses = IntStream.range(0, MANY)
                .mapToObj(_ -> fleet.user().submit(FleetInParts.PROCESS, TILE))
                .map(job -> second.user().status(job).path("status").asText())
                .toList();

        assertThat(statuses).hasSize(MANY).containsOnly("accepted");
    }

    @Test
    void theOtherHasTheResultRightAfterTheEnd() {
        for (int i = 0; i < MANY / 4; i++) {
            String job = fleet.user().submit(FleetInParts.PROCESS, TILE);
            assertThat(second.user().get(job + "/results").statusCode()).isEqualTo(404);

            FinishedJob.finish(store, id(job));

            assertThat(second.user().get(job + "/results").statusCode()).isEqualTo(200);
            assertThat(fleet.user().get(job + "/results/mask.npy").body()).isEqualTo(FinishedJob.MASK);
            assertThat(fleet.user().status(job).path("status").asText()).isEqualTo("successful");
        }
    }

    @Test
    void theOtherDismissesAndTheFirstHearsOfIt() {
        List<String> jobs = IntStream.range(0, MANY / 4)
                .mapToObj(_ -> fleet.user().submit(FleetInParts.PROCESS, TILE))
                .toList();

        jobs.forEach(job ->
                assertThat(second.user().delete(job).statusCode()).as(job).isEqualTo(200));

        jobs.forEach(job ->
                assertThat(fleet.user().ended(job).path("status").asText()).isEqualTo("dismissed"));
    }

    @Test
    void twoWhoDismissAtOnceAreBothAnswered() {
        for (int i = 0; i < MANY / 4; i++) {
            String job = fleet.user().submit(FleetInParts.PROCESS, TILE);

            CompletableFuture<HttpResponse<byte[]>> there =
                    CompletableFuture.supplyAsync(() -> second.user().delete(job));
            HttpResponse<byte[]> here = fleet.user().delete(job);

            assertThat(List.of(here.statusCode(), there.join().statusCode())).containsOnly(200);
            // Whoever found the job dismissed already has removed it.
            assertThat(List.of(fleet.user().get(job), second.user().get(job)))
                    .allSatisfy(answer -> assertThat(FleetUser.text(answer)).containsAnyOf("dismissed", "job-removed"));
        }
    }

    /** One is stopped and started over and over; the other is asked all the time, and both about all there ever was. */
    @Test
    void jobsStayKnownWhileAReplicaComesAndGoes() throws InterruptedException {
        List<String> open = new ArrayList<>();
        List<String> ended = new ArrayList<>();
        for (int life = 0; life < 3; life++) {
            try (FleetInParts.Replica mortal = fleet.replica()) {
                for (int i = 0; i < 10; i++) {
                    open.add(mortal.user().submit(FleetInParts.PROCESS, TILE));
                    String job = fleet.user().submit(FleetInParts.PROCESS, TILE);
                    assertThat(mortal.user().delete(job).statusCode()).isEqualTo(200);
                    ended.add(job);
                }
                assertStatuses(mortal.user(), open, "accepted");
                assertStatuses(mortal.user(), ended, "dismissed");
            }
            assertStatuses(fleet.user(), open, "accepted");
        }
        ended.forEach(job -> eventually(
                "the dismissal of " + job,
                Duration.ofSeconds(30),
                () -> Optional.of(fleet.user().status(job).path("status").asText())
                        .filter("dismissed"::equals)));
    }

    private static void assertStatuses(FleetUser user, List<String> jobs, String status) {
        assertThat(jobs)
                .allSatisfy(job ->
                        assertThat(user.status(job).path("status").asText()).isEqualTo(status));
    }

    private static JobID id(String job) {
        return JobID.of(job.substring("/jobs/".length()));
    }
}
