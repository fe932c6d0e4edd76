package dev.tilefleet.standalone.cli;

import static dev.tilefleet.standalone.client.TestingFleet.JOB;
import static dev.tilefleet.standalone.client.TestingFleet.LOOK;
import static dev.tilefleet.standalone.client.TestingFleet.MASK;
import static dev.tilefleet.standalone.client.TestingFleet.NPY;
import static dev.tilefleet.standalone.client.TestingFleet.OTHER_JOB;
import static dev.tilefleet.standalone.client.TestingFleet.html;
import static dev.tilefleet.standalone.client.TestingFleet.json;
import static dev.tilefleet.standalone.client.TestingFleet.mask;
import static dev.tilefleet.standalone.client.TestingFleet.problem;
import static dev.tilefleet.standalone.client.TestingFleet.removed;
import static dev.tilefleet.standalone.client.TestingFleet.status;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** status, results and dismiss. */
final class JobCommandsIT {
    private final TestingShell shell = new TestingShell();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        shell.close();
    }

    @Test
    void showsAJob() {
        shell.fleet.on(LOOK, status("running", ",\"timings\":{\"queued\":12.5}", 200));

        assertThat(shell.run("status", JOB)).isZero();

        assertThat(shell.outLines())
                .containsExactly(
                        "job       " + JOB,
                        "process   cloud-mask",
                        "status    running",
                        "created   2026-03-01T12:00:00.123Z",
                        "timings   queued 13 ms",
                        "");
    }

    @Test
    void showsTheServersJsonInALine() {
        shell.fleet.on(LOOK, status("running"));

        assertThat(shell.run("status", "--json", JOB)).isZero();

        assertThat(shell.outLines())
                .singleElement()
                .asString()
                .startsWith("{")
                .contains("\"ofANewerRelease\":{\"a\":1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"failed", "dismissed"})
    void answersOneForAJobThatDidNotSucceed(String status) {
        shell.fleet.on(LOOK, status(status));

        assertThat(shell.run("status", JOB)).isEqualTo(1);
    }

    @Test
    void goesOnAfterAJobNobodyKnows() {
        shell.fleet
                .on("GET /jobs/" + OTHER_JOB, problem(404, "No such job", "never heard of it"))
                .on(LOOK, status("running"));

        assertThat(shell.run("status", OTHER_JOB, JOB)).isEqualTo(1);

        assertThat(shell.err().lines()).containsExactly(OTHER_JOB + "  No such job: never heard of it");
        assertThat(shell.out()).contains(JOB);
    }

    @Test
    void downloadsMasks() {
        shell.fleet.on(MASK, mask());
        Path masks = folder.resolve("masks");

        assertThat(shell.run("results", JOB, "-o", masks.toString())).isZero();

        Path mask = masks.resolve(JOB + ".npy");
        assertThat(mask).hasBinaryContent(NPY);
        assertThat(shell.outLines()).containsExactly(JOB + "  " + mask);
    }

    @Test
    void saysThatAMaskIsNotReady() {
        shell.fleet.on(MASK, problem(404, "Result not ready", "the job is running"));

        assertThat(shell.run("results", JOB, "-o", folder.toString())).isEqualTo(1);

        assertThat(shell.err().lines()).containsExactly(JOB + "  Result not ready: the job is running");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void dismissesJobs() {
        shell.fleet.on("DELETE /jobs/" + JOB, status("dismissed"));

        assertThat(shell.run("dismiss", JOB)).isZero();

        assertThat(shell.outLines()).containsExactly(JOB + "  dismissed");
    }

    @Test
    void saysWhatBecameOfAJobNobodyWants() {
        shell.fleet
                .on("DELETE /jobs/" + JOB, status("dismissed", ",\"message\":\"removed\"", 200))
                .on("DELETE /jobs/" + OTHER_JOB, status("dismissed", ",\"message\":\"dismissed\"", 200));

        assertThat(shell.run("dismiss", JOB, OTHER_JOB)).isZero();

        assertThat(shell.outLines()).containsExactly(JOB + "  dismissed  removed", OTHER_JOB + "  dismissed");
    }

    @Test
    void aJobThatIsRemovedAlreadyIsAsWanted() {
        shell.fleet.on("DELETE /jobs/" + JOB, removed());

        assertThat(shell.run("dismiss", JOB)).isZero();

        assertThat(shell.outLines()).containsExactly(JOB + "  removed already");
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void saysThatAJobIsRemoved() {
        shell.fleet.on(LOOK, removed()).on(MASK, removed());

        assertThat(shell.run("status", JOB)).isEqualTo(1);
        assertThat(shell.run("results", JOB, "-o", folder.toString())).isEqualTo(1);

        assertThat(shell.err().lines())
                .containsExactly(JOB + "  Job removed: it is gone", JOB + "  Job removed: it is gone");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void showsWhereAJobIsInTheQueue() {
        shell.fleet.on(LOOK, status("accepted", ",\"queuePosition\":3,\"estimatedSeconds\":12.5", 200));

        assertThat(shell.run("status", JOB)).isZero();

        assertThat(shell.outLines()).contains("queue     number 3, about 12.5 s to go");
    }

    @Test
    void printsTheServersDocumentOfADismissal() {
        shell.fleet.on("DELETE /jobs/" + JOB, status("dismissed")).on("DELETE /jobs/" + OTHER_JOB, removed());

        assertThat(shell.run("dismiss", "--json", JOB, OTHER_JOB)).isZero();

        assertThat(shell.outLines())
                .satisfiesExactly(
                        done -> assertThat(done).contains("\"ofANewerRelease\""),
                        gone -> assertThat(gone).contains("/job-removed"));
    }

    @Test
    void printsTheServersDocumentOfResultsAndDownloadsNothing() {
        shell.fleet.on("GET /jobs/" + JOB + "/results", json(200, "{\"mask\":\n {\"href\":\"…\"}}"));
        Path masks = folder.resolve("masks");

        assertThat(shell.run("results", "--json", JOB, "-o", masks.toString())).isZero();

        assertThat(shell.outLines()).containsExactly("{\"mask\":  {\"href\":\"…\"}}");
        assertThat(masks).doesNotExist();
    }

    @Test
    void saysBeforehandThatItRemoves() {
        assertThat(shell.run("dismiss", "--help")).isZero();

        assertThat(shell.out()).contains("remove what ended ones left").contains("for good");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "results", "dismiss"})
    void saysThatNobodyIsThere(String command) {
        shell.fleet.stopListening();

        assertThat(shell.run(command, JOB)).isEqualTo(3);

        assertThat(shell.err()).startsWith("cannot connect to").doesNotContain("\tat ");
    }

    @Test
    void takesAProxysErrorPageForNoFleet() {
        shell.fleet.on(LOOK, html(200));

        assertThat(shell.run("status", JOB)).isEqualTo(3);

        assertThat(shell.err()).contains("answered 200 text/html").doesNotContain("\tat ");
    }

    @Test
    void givesUpOnAFleetThatStaysBusy() {
        shell.fleet.on(LOOK, problem(503, "Store unavailable", "no answer from the store"));

        assertThat(shell.run("status", JOB)).isEqualTo(3);

        assertThat(shell.err()).startsWith("Store unavailable: no answer from the store");
        assertThat(shell.time.sleeps()).hasSize(4);
    }
}
