package dev.tilefleet.standalone.processes;

import static dev.tilefleet.standalone.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.job.ProcessID;
import dev.tilefleet.standalone.FleetUser;
import dev.tilefleet.standalone.GroupOffsets;
import dev.tilefleet.standalone.RawConnection;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How processes end that are told to: drained, or at once on a second word, or when their budget is spent. */
final class DrainIT {
    private static final Duration BUDGET = Duration.ofSeconds(10);
    /** Grace and the end of a JVM. */
    private static final Duration AT_ONCE = Duration.ofSeconds(7);

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final byte[] TILE = new TinyTile(11).bytes();
    private static final int TERMINATED = 128 + 15;

    @TempDir
    private static Path folder;

    private static ProcessFleet fleet;
    private static GroupOffsets offsets;

    private final CountDownLatch gate = new CountDownLatch(1);

    @BeforeAll
    static void start() {
        fleet = new ProcessFleet(folder, FleetPlan.of(2, 1).with("TILEFLEET_DRAIN_BUDGET", BUDGET.toString()));
        fleet.start();
        offsets = new GroupOffsets(fleet.kafka(), new ProcessID(TinyTile.PROCESS));
    }

    @AfterAll
    static void end() {
        offsets.close();
        fleet.close();
    }

    @AfterEach
    void releaseAndRestart() {
        gate.countDown();
        fleet.parts().stream().filter(part -> !part.isAlive()).forEach(part -> {
            part.start();
            part.awaitReady();
        });
    }

    @Test
    void aWorkerEndsItsTileAndLeaves() throws Exception {
        String job = heldWithItsResult();
        fleet.part("worker-1").terminate();
        awaitLog("worker-1", "draining");

        gate.countDown();

        assertThat(fleet.part("worker-1").awaitEnd(BUDGET)).isZero();
        assertThat(fleet.user("api-1").ended(job).path("status").asText()).isEqualTo("successful");
        assertPeace();
    }

    @Test
    void aSecondSignalEndsAWorkerAtOnceAndItsTileGoesToTheNext() throws Exception {
        String job = heldWithItsResult();
        fleet.part("worker-1").terminate();
        awaitLog("worker-1", "draining");

        fleet.part("worker-1").terminate();

        assertThat(fleet.part("worker-1").awaitEnd(AT_ONCE)).isEqualTo(TERMINATED);
        assertThat(fleet.part("worker-1").life().said())
                .containsOnlyOnce("ending with work in hand")
                .contains("left=\"1\"");
        assertPeace();
        releaseAndRestart();
        assertThat(fleet.user("api-1").ended(job).path("status").asText()).isEqualTo("successful");
    }

    @Test
    void theEndOfTheBudgetEndsAWorkerAndItsTileGoesToTheNext() throws Exception {
        String job = heldWithItsResult();
        long begin = System.nanoTime();

        fleet.part("worker-1").terminate();

        assertThat(fleet.part("worker-1").awaitEnd(BUDGET.plus(AT_ONCE))).isEqualTo(TERMINATED);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(BUDGET);
        assertThat(fleet.part("worker-1").life().said()).containsOnlyOnce("ending with work in hand");
        assertPeace();
        releaseAndRestart();
        assertThat(fleet.user("api-1").ended(job).path("status").asText()).isEqualTo("successful");
    }

    @Test
    void anApiAnswersTheUploadThatIsUnderWayAndTakesNoOther() throws Exception {
        try (RawConnection upload = halfAnUpload()) {
            fleet.part("api-2").terminate();
            awaitRefusal();

            upload.send(Arrays.copyOfRange(TILE, TILE.length / 2, TILE.length));

            assertThat(upload.answer()).startsWith("HTTP/1.1 201 ");
        }
        assertThat(fleet.part("api-2").awaitEnd(AT_ONCE))
                .as(fleet.part("api-2").life()::said)
                .isZero();
    }

    @Test
    void aSecondSignalEndsAnApiInMidUpload() throws Exception {
        try (RawConnection _ = halfAnUpload()) {
            fleet.part("api-2").terminate();
            awaitRefusal();

            fleet.part("api-2").terminate();

            assertThat(fleet.part("api-2").awaitEnd(AT_ONCE)).isEqualTo(TERMINATED);
        }
        assertThat(fleet.part("api-2").life().said()).containsOnlyOnce("ending with work in hand");
    }

    @Test
    void aWholeFleetInOneProcessEndsAtASecondSignalToo(@TempDir Path data) throws Exception {
        Program program = new Program(
                Program.tilefleet("up", Map.of()).main(),
                List.of("up", "--port=0", "--management-port=0", "--data=" + data),
                "384m",
                Map.of(
                        "TILEFLEET_MODELS",
                        fleet.environment().get("TILEFLEET_MODELS"),
                        "TILEFLEET_PROCESSES",
                        TinyTile.PROCESS));
        try (ChildJvm up = ChildJvm.start(program, data.resolve("up.log"))) {
            up.awaitReady(PATIENCE);
            FleetUser user = new FleetUser(URI.create(up.said()
                    .lines()
                    .filter(line -> line.startsWith("ready "))
                    .findFirst()
                    .orElseThrow()
                    .substring("ready ".length())));
            try (RawConnection _ = halfAnUpload(user)) {
                up.terminate();
                // Two signals of a kind that wait are one.
                eventually(
                        "the drain",
                        PATIENCE,
                        () -> Optional.of(up.said()).filter(said -> said.contains("a second signal ends at once")));
                up.terminate();

                assertThat(up.awaitEnd(AT_ONCE.multipliedBy(2))).isEqualTo(TERMINATED);
            }
        }
    }

    /** A job whose result the worker is about to write; what it writes waits for the gate. */
    private String heldWithItsResult() throws Exception {
        CompletableFuture<Message> held = new CompletableFuture<>();
        var _ = fleet.toStore("worker-1").onRequest(message -> message.puts("results"), message -> {
            held.complete(message);
            awaitGate();
            return Verdict.CARRY;
        });
        String job = fleet.user("api-1").submit(TinyTile.PROCESS, TILE);
        held.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return job;
    }

    private void awaitGate() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static RawConnection halfAnUpload() throws Exception {
        return halfAnUpload(fleet.user("api-2"));
    }

    private static RawConnection halfAnUpload(FleetUser user) throws Exception {
        return new RawConnection(user.fleet())
                .headTo(
                        TinyTile.PROCESS,
                        "Content-Type: image/tiff",
                        "Content-Length: " + TILE.length,
                        "Expect: 100-continue")
                .await100()
                .send(Arrays.copyOf(TILE, TILE.length / 2));
    }

    /** Until it takes no more connections. */
    private static void awaitRefusal() {
        eventually("an api that takes no more", PATIENCE, () -> {
            try {
                new RawConnection(fleet.user("api-2").fleet()).close();
                return Optional.empty();
            } catch (IOException e) {
                return Optional.of(e);
            }
        });
    }

    private static void awaitLog(String part, String text) {
        eventually(
                text + " in the log of " + part,
                PATIENCE,
                () -> fleet.part(part).life().said().contains(text) ? Optional.of(true) : Optional.empty());
    }

    /** Nobody is in the group any more, and none of its tiles is blamed. */
    private static void assertPeace() {
        assertThat(offsets.members()).isZero();
        assertThat(offsets.now().values())
                .isNotEmpty()
                .allMatch(offset -> offset.metadata().isEmpty());
        offsets.assertNothingWentBack();
    }
}
