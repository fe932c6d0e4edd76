package dev.tilefleet.standalone.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.lifecycle.Opened;
import dev.tilefleet.standalone.FleetUser;
import dev.tilefleet.standalone.GroupOffsets;
import dev.tilefleet.standalone.RawConnection;
import dev.tilefleet.store.Register;
import dev.tilefleet.store.TileStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that stand still for a while (SIGSTOP) and go on as if nothing had happened. */
final class ZombieIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** How long they stand still: longer than the session that the embedded broker grants a worker. */
    private static final Duration STILL = Duration.ofSeconds(Integer.getInteger("tilefleet.still", 9));

    private static final byte[] TILE = new TinyTile(13).bytes();

    @TempDir
    private Path folder;

    private final Opened opened = new Opened();
    private ProcessFleet fleet;
    private GroupOffsets offsets;

    @BeforeEach
    void start() {
        fleet = opened.add(new ProcessFleet(folder, FleetPlan.of(1, 2)));
        fleet.startBase();
        List<Part> parts = List.of(fleet.part("api-1"), fleet.part("worker-1"));
        parts.forEach(Part::start);
        parts.forEach(Part::awaitReady);
        offsets = opened.add(new GroupOffsets(fleet.kafka(), new ProcessID(TinyTile.PROCESS)));
    }

    @AfterEach
    void stop() {
        opened.close();
    }

    @Test
    void aWorkerThatComesBackWithATileThatAnotherHasEndedDoesNoHarmAndWorksOn() throws Exception {
        FleetUser user = fleet.user("api-1");
        Part zombie = fleet.part("worker-1");
        CompletableFuture<Message> held = fleet.toStore("worker-1").onRequest(message -> message.puts("results"), _ -> {
            zombie.suspend();
            return Verdict.CARRY;
        });
        String job = user.submit(TinyTile.PROCESS, TILE);
        held.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        long begin = System.nanoTime();
        fleet.part("worker-2").start();
        fleet.part("worker-2").awaitReady();
        assertThat(user.ended(job).path("status").asText()).isEqualTo("successful");
        Outcome outcome = outcome(job);
        LockSupport.parkNanos(STILL.toNanos() - (System.nanoTime() - begin));

        zombie.resume();

        offsets.until(PATIENCE, "its return to the group", () -> offsets.members() == 2);
        fleet.part("worker-2").terminate();
        assertThat(fleet.part("worker-2").awaitEnd(PATIENCE)).isZero();
        String next = user.submit(TinyTile.PROCESS, TILE);
        assertThat(user.ended(next).path("status").asText()).isEqualTo("successful");
        assertThat(outcome(next).execution().orElseThrow().worker()).isEqualTo("worker-1");
        assertThat(outcome(job)).isEqualTo(outcome);
        assertThat(outcome.execution().orElseThrow().worker()).isEqualTo("worker-2");
        assertThat(results(job)).isEqualTo(2);
        offsets.until(PATIENCE, "no lag", () -> offsets.lag() == 0);
        assertThat(offsets.now().values()).allMatch(offset -> offset.metadata().isEmpty());
        offsets.assertNothingWentBack();
        assertThat(zombie.life().diedOfItself()).isFalse();
    }

    @Test
    void everythingGoesOnAfterBrokerStoreAndApiStoodStill() throws Exception {
        fleet.part("worker-2").start();
        fleet.part("worker-2").awaitReady();
        try (Load load = new Load(fleet, "api-1")) {
            load.awaitMore(20);
            for (String name : List.of(ProcessFleet.BROKER, ProcessFleet.STORE, "api-1")) {
                fleet.part(name).suspend();
                LockSupport.parkNanos(STILL.toNanos());
                fleet.part(name).resume();
                load.awaitMore(20);
            }

            assertThat(load.end()).hasSizeGreaterThanOrEqualTo(80);
        }
        offsets.until(PATIENCE, "no lag", () -> offsets.lag() == 0);
        offsets.assertNothingWentBack();
    }

    @Test
    void anUploadOutlivesAnApiThatStoodStill() throws Exception {
        try (RawConnection upload = new RawConnection(fleet.user("api-1").fleet())) {
            upload.headTo(TinyTile.PROCESS, "Content-Type: image/tiff", "Content-Length: " + TILE.length)
                    .send(Arrays.copyOf(TILE, TILE.length / 2));
            fleet.part("api-1").suspend();
            upload.send(Arrays.copyOfRange(TILE, TILE.length / 2, TILE.length));
            LockSupport.parkNanos(STILL.toNanos());

            fleet.part("api-1").resume();

            assertThat(upload.answer()).startsWith("HTTP/1.1 201 ");
        }
    }

    private Outcome outcome(String job) {
        try (TileStore store = fleet.store()) {
            return new Register(store)
                    .find(JobID.of(job.substring("/jobs/".length())))
                    .orElseThrow();
        }
    }

    private int results(String job) {
        try (TileStore store = fleet.store()) {
            return store.list("results/" + job.substring("/jobs/".length()) + "/")
                    .size();
        }
    }
}
