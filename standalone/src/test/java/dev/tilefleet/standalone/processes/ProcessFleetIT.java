package dev.tilefleet.standalone.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tilefleet.standalone.FleetUser;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fixture itself: a fleet in processes, a relay that waits for a write, a part that comes back. */
final class ProcessFleetIT {
    private static final TinyTile TILE = new TinyTile(42);

    @TempDir
    private Path folder;

    private ProcessFleet fleet;

    @BeforeEach
    void start() {
        fleet = new ProcessFleet(folder, FleetPlan.of(1, 1));
        fleet.start();
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    @Test
    void aWorkerKilledBetweenRegisterAndOutcomeRecordLeavesAJobThatEnds() throws Exception {
        Part worker = fleet.part("worker-1");
        CompletableFuture<Message> decided = fleet.toStore("worker-1")
                .onAnswer(message -> message.puts("outcomes"), _ -> {
                    worker.kill();
                    return Verdict.DROP;
                });
        FleetUser user = fleet.user("api-1");
        String job = user.submit(TinyTile.PROCESS, TILE.bytes());
        Message register = decided.get(1, TimeUnit.MINUTES);

        worker.start();
        worker.awaitReady();

        assertThat(register.what()).endsWith(job.substring("/jobs/".length()) + ".json");
        JsonNode end = user.ended(job);
        assertThat(end.path("status").asText()).isEqualTo("successful");
        assertThat(TILE.isMask(user.get(job + "/results/mask.npy").body())).isTrue();
        assertThat(fleet.parts().stream().flatMap(part -> part.lives().stream()))
                .hasSize(5)
                .noneMatch(ChildJvm::diedOfItself);
    }
}
