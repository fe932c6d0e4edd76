package dev.tilefleet.standalone.cli;

import static dev.tilefleet.standalone.client.TestingFleet.JOB;
import static dev.tilefleet.standalone.client.TestingFleet.LOOK;
import static dev.tilefleet.standalone.client.TestingFleet.MASK;
import static dev.tilefleet.standalone.client.TestingFleet.NPY;
import static dev.tilefleet.standalone.client.TestingFleet.OTHER_JOB;
import static dev.tilefleet.standalone.client.TestingFleet.SUBMIT;
import static dev.tilefleet.standalone.client.TestingFleet.accepted;
import static dev.tilefleet.standalone.client.TestingFleet.html;
import static dev.tilefleet.standalone.client.TestingFleet.json;
import static dev.tilefleet.standalone.client.TestingFleet.mask;
import static dev.tilefleet.standalone.client.TestingFleet.problem;
import static dev.tilefleet.standalone.client.TestingFleet.problemJson;
import static dev.tilefleet.standalone.client.TestingFleet.status;
import static dev.tilefleet.standalone.client.TestingFleet.statusInfo;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SubmitCommandIT {
    private final TestingShell shell = new TestingShell();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        shell.close();
    }

    @Test
    void printsTheJobAndDoesNotWaitForIt() throws IOException {
        shell.fleet.on(SUBMIT, accepted());
        String tile = tile("tile.tif");

        assertThat(shell.run("submit", tile)).isZero();

        assertThat(shell.outLines()).containsExactly(JOB + "  accepted    " + tile);
        assertThat(shell.fleet.requests()).hasSize(1);
    }

    @Test
    void waitsForSuccessAndFetchesTheMask() throws IOException {
        shell.fleet
                .on(SUBMIT, accepted())
                .on(LOOK, status("accepted"), status("running"), status("successful"))
                .on(MASK, mask());
        String tile = tile("scene.1.tif");
        Path masks = folder.resolve("masks");

        assertThat(shell.run("submit", tile, "-o", masks.toString())).isZero();

        Path mask = masks.resolve("scene.1.npy");
        assertThat(mask).hasBinaryContent(NPY);
        assertThat(shell.outLines())
                .containsExactly(JOB + "  accepted    " + tile, JOB + "  successful  " + tile + "  " + mask);
        assertThat(shell.err()).isEmpty();
        assertThat(shell.time.sleeps()).hasSize(2);
    }

    @Test
    void sendsProcessAndParameters() throws IOException {
        shell.fleet.on("POST /processes/unet10/execution", accepted());

        assertThat(shell.run("submit", "--process", "unet10", "-p", "offset=-1000", tile("tile.tif")))
                .isZero();

        assertThat(shell.fleet.requests().getFirst().query()).isEqualTo("offset=-1000");
    }

    @Test
    void saysWhomToTell() throws IOException {
        shell.fleet.on(SUBMIT, accepted());

        assertThat(shell.run("submit", "--callback", "https://example.com/hook?a=1&b=2", tile("tile.tif")))
                .isZero();

        assertThat(shell.fleet.requests().getFirst().headers().getFirst("Tilefleet-Callback"))
                .isEqualTo("https://example.com/hook?a=1&b=2");
    }

    @Test
    void printsTheServersDocuments() throws IOException {
        shell.fleet.on(SUBMIT, accepted()).on(LOOK, status("running"), status("successful"));

        assertThat(shell.run("submit", "--wait", "--json", tile("tile.tif"))).isZero();

        assertThat(shell.outLines())
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("{").contains("\"status\":\"accepted\""),
                        last -> assertThat(last).startsWith("{").contains("\"status\":\"successful\""));
    }

    @Test
    void sendsNothingMoreToAFleetThatWantsAKey() throws IOException {
        shell.fleet.on(SUBMIT, problem(401, "API key required", "send one"));
        List<String> command = new ArrayList<>(List.of("submit"));
        for (int i = 0; i < 40; i++) {
            command.add(tile("tile-" + i + ".tif"));
        }

        assertThat(shell.run(command.toArray(String[]::new))).isEqualTo(1);

        assertThat(shell.err().lines())
                .containsExactly(
                        "0 of 40 files sent before the fleet wanted a key",
                        "API key required: send one",
                        "TILEFLEET_API_KEY or --api-key gives the key.");
        assertThat(shell.fleet.requests()).hasSizeLessThan(10);
    }

    @Test
    void saysWhyAJobFailed() throws IOException {
        shell.fleet
                .on(SUBMIT, accepted())
                .on(LOOK, status("failed", ",\"problem\":" + problemJson(422, "Too few bands", "3 of 6"), 200));
        String tile = tile("tile.tif");

        assertThat(shell.run("submit", "--wait", tile)).isEqualTo(1);

        assertThat(shell.outLines()).contains(JOB + "  failed      " + tile + "  Too few bands: 3 of 6");
    }

    @Test
    void countsADismissedJobAsFailed() throws IOException {
        shell.fleet.on(SUBMIT, accepted()).on(LOOK, status("dismissed"));
        String tile = tile("tile.tif");

        assertThat(shell.run("submit", "--wait", tile)).isEqualTo(1);

        assertThat(shell.outLines()).contains(JOB + "  dismissed   " + tile);
    }

    @Test
    void stopsFollowingASlowJobWhenTheTimeIsUp() throws IOException {
        shell.fleet.on(SUBMIT, accepted()).on(LOOK, status("running"));
        String tile = tile("tile.tif");

        assertThat(shell.run("submit", "--wait", "--timeout", "90s", tile)).isEqualTo(1);

        assertThat(shell.outLines())
                .contains(JOB + "  running     " + tile + "  has not ended in time; the fleet goes on with it");
        assertThat(shell.time.sleeps().stream().reduce(Duration.ZERO, Duration::plus))
                .isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void goesOnWithTheOtherFilesAfterARefusal() throws IOException {
        String small = tile("small.tif");
        String large = Files.write(folder.resolve("large.tif"), new byte[9]).toString();
        shell.fleet.on(SUBMIT, exchange -> {
            boolean fits =
                    exchange.getRequestHeaders().getFirst("Content-Length").equals("3");
            (fits ? accepted() : problem(413, "Upload too large", "at most 3 bytes")).give(exchange);
        });

        assertThat(shell.run("submit", large, small)).isEqualTo(1);

        assertThat(shell.outLines()).containsExactly(JOB + "  accepted    " + small);
        assertThat(shell.err().lines()).containsExactly(large + ": Upload too large: at most 3 bytes");
    }

    @Test
    void retriesABusyFleet() throws IOException {
        shell.fleet.on(SUBMIT, problem(503, "Queue full", "later", "Retry-After", "2"), accepted());

        assertThat(shell.run("submit", tile("tile.tif"))).isZero();

        assertThat(shell.time.sleeps()).containsExactly(Duration.ofSeconds(2));
    }

    @Test
    void saysThatNobodyIsThere() throws IOException {
        shell.fleet.stopListening();

        assertThat(shell.run("submit", tile("a.tif"), tile("b.tif"), tile("c.tif")))
                .isEqualTo(3);

        assertThat(shell.err().lines())
                .containsExactly(
                        "0 of 3 files sent before the fleet was out of reach",
                        "cannot connect to " + shell.fleet.address() + ": connection refused",
                        "Is a fleet up there? --server or TILEFLEET_SERVER names another.");
    }

    @Test
    void takesAProxysErrorPageForNoFleet() throws IOException {
        shell.fleet.on(SUBMIT, html(502));

        assertThat(shell.run("submit", tile("tile.tif"))).isEqualTo(3);

        assertThat(shell.err()).contains("answered 502 text/html").doesNotContain("nginx", "Exception", "\tat ");
    }

    @Test
    void uploadsFourAtATimeAndNoMore() throws IOException {
        CyclicBarrier four = new CyclicBarrier(4);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        shell.fleet.on(SUBMIT, exchange -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            try {
                four.await();
            } catch (InterruptedException | BrokenBarrierException e) {
                throw new IOException(e);
            }
            now.decrementAndGet();
            accepted().give(exchange);
        });
        List<String> command = new ArrayList<>(List.of("submit"));
        for (int number = 0; number < 12; number++) {
            command.add(tile(number + ".tif"));
        }

        assertThat(shell.run(command.toArray(String[]::new))).isZero();

        assertThat(shell.outLines()).hasSize(12);
        assertThat(most).hasValue(4);
    }

    @Test
    void drawsABarForAPerson() throws IOException {
        shell.fleet.on(SUBMIT, accepted()).on(LOOK, status("successful"));

        assertThat(shell.watched().run("submit", "--wait", tile("tile.tif"))).isZero();

        assertThat(shell.out())
                .contains("] 0 of 1 sent, 0 done", "] 1 of 1 sent, 0 done", "] 1 of 1 sent, 1 done")
                .endsWith("\r\u001b[K");
    }

    @Test
    void leavesAMaskOfOtherContentAlone() throws IOException {
        shell.fleet.on(SUBMIT, accepted()).on(LOOK, status("successful")).on(MASK, mask());
        Path mask = Files.write(folder.resolve("tile.npy"), new byte[] {9});
        String tile = tile("tile.tif");

        assertThat(shell.run("submit", tile, "-o", folder.toString())).isEqualTo(2);

        assertThat(shell.err().lines())
                .containsExactly(tile + ": " + mask + ": exists with other content; --overwrite would replace it");
        assertThat(mask).hasBinaryContent(new byte[] {9});
    }

    @Test
    void takesTheGravestEndingForAll() throws IOException {
        shell.fleet
                .on(SUBMIT, accepted(), accepted(OTHER_JOB))
                .on(LOOK, status("successful"))
                .on("GET /jobs/" + OTHER_JOB, json(200, statusInfo(OTHER_JOB, "failed", "")));

        assertThat(shell.run("submit", "--wait", tile("a.tif"), tile("b.tif"))).isEqualTo(1);

        assertThat(shell.out()).contains(JOB + "  successful", OTHER_JOB + "  failed");
    }

    private String tile(String name) throws IOException {
        return Files.write(folder.resolve(name), new byte[] {1, 2, 3}).toString();
    }
}
