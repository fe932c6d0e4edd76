package dev.tilefleet.standalone.chaos;

import static dev.tilefleet.standalone.FleetUser.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tilefleet.standalone.FleetUser;
import dev.tilefleet.standalone.processes.FleetPlan;
import dev.tilefleet.standalone.processes.Message;
import dev.tilefleet.standalone.processes.Part;
import dev.tilefleet.standalone.processes.ProcessFleet;
import dev.tilefleet.standalone.processes.TinyTile;
import dev.tilefleet.standalone.processes.Verdict;
import dev.tilefleet.store.S3TileStore;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** An api dies between every two steps of a keyed submission; whoever repeats it elsewhere gets the one job. */
final class KeyedCrashIT {
    static final List<CrashPoint> STEPS = List.of(
            CrashPoint.stored("keys"),
            CrashPoint.stored("inputs"),
            CrashPoint.stored("jobs"),
            CrashPoint.told("accepted"));

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder;

    private static ProcessFleet fleet;
    private static S3TileStore store;

    @BeforeAll
    static void start() {
        fleet = new ProcessFleet(folder, FleetPlan.of(2, 1));
        fleet.start();
        store = fleet.store();
    }

    @AfterAll
    static void stop() {
        store.close();
        fleet.close();
    }

    @ParameterizedTest
    @FieldSource("STEPS")
    void aRepetitionGoesOnWhereTheApiDied(CrashPoint step) throws Exception {
        Set<String> before = objects();
        TinyTile tile = new TinyTile(STEPS.indexOf(step));
        String key = UUID.randomUUID().toString();
        Part mortal = fleet.part("api-1");
        CompletableFuture<Message> struck = step.way(fleet, "api-1").onAnswer(step.write(), _ -> {
            mortal.kill();
            return Verdict.DROP;
        });
        assertThat(isAnswered("api-1", key, tile)).isFalse();
        struck.get(1, TimeUnit.MINUTES);

        mortal.start();

        HttpResponse<byte[]> repeated = send("api-2", key, tile);

        mortal.awaitReady();
        HttpResponse<byte[]> third = send("api-1", key, tile);
        String job = fleet.user("api-2").accepted(repeated);
        assertThat(fleet.user("api-1").accepted(third)).isEqualTo(job);
        assertThat(jobsSince(before)).containsExactly(job.substring(1) + ".json");
        JsonNode end = fleet.user("api-2").ended(job);
        assertThat(end.path("status").asText()).as(end::toString).isEqualTo("successful");
        assertThat(tile.isMask(
                        fleet.user("api-2").get(job + "/results/mask.npy").body()))
                .isTrue();
    }

    private static boolean isAnswered(String api, String key, TinyTile tile) {
        try {
            HttpResponse<byte[]> answer = send(api, key, tile);
            throw new AssertionError(text(answer));
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static HttpResponse<byte[]> send(String api, String key, TinyTile tile) {
        FleetUser user = fleet.user(api);
        return user.post(
                "/processes/%s/execution".formatted(TinyTile.PROCESS),
                BodyPublishers.ofByteArray(tile.bytes()),
                "Content-Type",
                "image/tiff",
                "Idempotency-Key",
                key);
    }

    private static Set<String> objects() {
        return new TreeSet<>(store.list("jobs/"));
    }

    private static Set<String> jobsSince(Set<String> before) {
        Set<String> since = objects();
        since.removeAll(before);
        return since;
    }
}
