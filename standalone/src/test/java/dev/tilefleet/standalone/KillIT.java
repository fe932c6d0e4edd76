package dev.tilefleet.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a fleet promised it keeps, however its process ends. */
final class KillIT {
    private static final Duration DRAIN_BUDGET = Duration.ofSeconds(30);

    @TempDir
    private Path data;

    private FleetProcess fleet;

    @AfterEach
    void end() {
        if (fleet != null) {
            fleet.close();
        }
    }

    @Test
    void aJobThatWasJustPromisedOutlivesItsFleet() throws Exception {
        up();
        String job = fleet.user().submit("cloud-mask", TestingTiles.clouds());
        fleet.kill();

        up();

        assertThat(fleet.user().mask(job).differences(TestingTiles.cloudsMask()))
                .isLessThanOrEqualTo(30);
        assertThat(fleet.objects("outcomes/")).hasSize(1);
    }

    @Test
    void eachOfManyJobsEndsOnceThoughTheFleetIsKilledTwice() throws Exception {
        up();
        List<String> jobs = submit(5);
        fleet.kill();
        up();
        fleet.user().ended(jobs.getFirst());
        Map<String, JsonNode> endedBefore = ended(jobs);
        fleet.kill();

        up();

        List<String> cloudMasks = jobs.subList(0, 5);
        List<String> unet10s = jobs.subList(5, 10);
        assertThat(cloudMasks)
                .allSatisfy(job -> assertThat(fleet.user().mask(job).differences(TestingTiles.cloudsMask()))
                        .isLessThanOrEqualTo(30));
        Mask first = fleet.user().mask(unet10s.getFirst());
        assertThat(unet10s)
                .allSatisfy(job ->
                        assertThat(fleet.user().mask(job).differences(first)).isZero());
        assertThat(endedBefore)
                .isNotEmpty()
                .allSatisfy((job, info) ->
                        assertThat(lasting(fleet.user().status(job))).isEqualTo(lasting(info)));
        assertThat(fleet.objects("outcomes/")).hasSameSizeAs(jobs);
    }

    @Test
    void aFleetThatIsToldToStopEndsItsWorkOrLeavesItToTheNext() throws Exception {
        up();
        List<String> jobs = submit(5);

        int code = fleet.stop(DRAIN_BUDGET.plusSeconds(20));

        assertThat(code).isIn(0, 143);
        up();
        assertThat(jobs)
                .allSatisfy(
                        job -> assertThat(fleet.user().ended(job).path("status").asText())
                                .isEqualTo("successful"));
        assertThat(fleet.objects("outcomes/")).hasSameSizeAs(jobs);
    }

    @Test
    void aSecondFleetOnTheSameDataIsRefusedAndHarmsNobody() throws Exception {
        up();

        FleetProcess.Ended second = FleetProcess.tryUp(data);

        assertThat(second.code()).as(second.said()).isEqualTo(2);
        assertThat(second.said()).contains("cannot start: another store runs in " + data);
        assertThat(fleet.user().mask(fleet.user().submit("cloud-mask", TestingTiles.clouds())))
                .isNotNull();
    }

    private void up() throws IOException {
        fleet = FleetProcess.up(data);
    }

    /** So many tiles to cloud-mask and then as many to unet10; gives the jobs. */
    private List<String> submit(int count) {
        byte[] tenBands =
                PatternTile.of(10, (band, x, y) -> 500 + 40 * band * x + y).bytes();
        return Stream.concat(
                        IntStream.range(0, count)
                                .mapToObj(_ -> fleet.user().submit("cloud-mask", TestingTiles.clouds())),
                        IntStream.range(0, count).mapToObj(_ -> fleet.user().submit("unet10", tenBands)))
                .toList();
    }

    private Map<String, JsonNode> ended(List<String> jobs) {
        Map<String, JsonNode> ended = new HashMap<>();
        for (String job : jobs) {
            JsonNode info = fleet.user().status(job);
            if (info.has("finished")) {
                ended.put(job, info);
            }
        }
        return ended;
    }

    /** What of a statusInfo must never change again: links name the port, which does. */
    private static List<String> lasting(JsonNode info) {
        return Stream.of("jobID", "status", "created", "started", "finished", "timings", "worker")
                .map(member -> info.path(member).toString())
                .toList();
    }
}
