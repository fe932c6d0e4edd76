package dev.tilefleet.standalone.cli;

import static dev.tilefleet.standalone.client.TestingFleet.JOB;
import static dev.tilefleet.standalone.client.TestingFleet.LOOK;
import static dev.tilefleet.standalone.client.TestingFleet.OTHER_JOB;
import static dev.tilefleet.standalone.client.TestingFleet.json;
import static dev.tilefleet.standalone.client.TestingFleet.problem;
import static dev.tilefleet.standalone.client.TestingFleet.problemJson;
import static dev.tilefleet.standalone.client.TestingFleet.status;
import static dev.tilefleet.standalone.client.TestingFleet.statusInfo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.standalone.client.TestingFleet;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WatchCommandIT {
    private static final String LOOK_AT_OTHER = "GET /jobs/" + OTHER_JOB;

    private final TestingShell shell = new TestingShell();

    @AfterEach
    void stop() {
        shell.close();
    }

    @Test
    void tellsEachStateOnceUntilTheEnd() {
        shell.fleet.on(
                LOOK,
                status("accepted", ",\"message\":\"waiting for a worker\"", 200),
                status("accepted"),
                status("running"),
                status("running"),
                status("successful", ",\"message\":\"the mask is ready\"", 200));

        assertThat(shell.run("watch", JOB)).isZero();

        assertThat(shell.outLines())
                .containsExactly(
                        JOB + "  accepted    waiting for a worker",
                        JOB + "  running",
                        JOB + "  successful  the mask is ready");
        assertThat(shell.time.sleeps()).extracting(Duration::toMillis).containsExactly(200L, 300L, 450L, 675L);
    }

    @Test
    void followsSeveralJobsAndAsksForNoneThatHasEnded() {
        shell.fleet
                .on(LOOK, status("successful"))
                .on(LOOK_AT_OTHER, other("accepted", ""), other("running", ""), other("successful", ""));

        assertThat(shell.run("watch", JOB, OTHER_JOB, JOB)).isZero();

        assertThat(shell.outLines())
                .containsExactly(
                        JOB + "  successful",
                        OTHER_JOB + "  accepted",
                        OTHER_JOB + "  running",
                        OTHER_JOB + "  successful");
        assertThat(shell.fleet.requests())
                .filteredOn(request -> request.line().equals(LOOK))
                .hasSize(1);
    }

    @Test
    void saysWhyAJobFailedAndGoesOnWithTheOthers() {
        shell.fleet
                .on(LOOK, status("failed", ",\"problem\":" + problemJson(422, "Too few bands", "6 needed"), 200))
                .on(LOOK_AT_OTHER, other("running", ""), other("successful", ""));

        assertThat(shell.run("watch", JOB, OTHER_JOB)).isEqualTo(1);

        assertThat(shell.outLines())
                .contains(JOB + "  failed      Too few bands: 6 needed", OTHER_JOB + "  successful");
    }

    @Test
    void goesOnAfterAJobNobodyKnows() {
        shell.fleet
                .on(LOOK, problem(404, "No such job", "never heard of it"))
                .on(LOOK_AT_OTHER, other("successful", ""));

        assertThat(shell.run("watch", JOB, OTHER_JOB)).isEqualTo(1);

        assertThat(shell.err().lines()).containsExactly(JOB + "  No such job: never heard of it");
        assertThat(shell.outLines()).containsExactly(OTHER_JOB + "  successful");
    }

    @Test
    void printsTheServersDocuments() {
        shell.fleet.on(LOOK, status("running"), status("successful"));

        assertThat(shell.run("watch", "--json", JOB)).isZero();

        assertThat(shell.outLines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("{") && line.contains("\"ofANewerRelease\":{\"a\":1}"));
    }

    @Test
    void endsOnTime() {
        shell.fleet.on(LOOK, status("running"));

        assertThat(shell.run("watch", "--timeout", "1s", JOB)).isEqualTo(1);

        assertThat(shell.err().lines()).containsExactly(JOB + "  has not ended in time; the fleet goes on with it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"watch", "status", "results", "dismiss"})
    void saysWhereAKeyGoes(String command) {
        shell.fleet
                .on(LOOK, problem(401, "API key required", "send one"))
                .on(LOOK + "/results/mask.npy", problem(401, "API key required", "send one"))
                .on("DELETE /jobs/" + JOB, problem(401, "API key required", "send one"));

        assertThat(shell.run(command, JOB, OTHER_JOB)).isEqualTo(1);

        assertThat(shell.err().lines())
                .containsExactly("API key required: send one", "TILEFLEET_API_KEY or --api-key gives the key.");
    }

    @Test
    void sendsTheKey() {
        shell.with("TILEFLEET_API_KEY", "sesame").fleet.on(LOOK, status("successful"));

        assertThat(shell.run("watch", JOB)).isZero();

        assertThat(shell.fleet.requests())
                .extracting(request -> request.headers().getFirst("Authorization"))
                .containsExactly("Bearer sesame");
    }

    private static TestingFleet.Answer other(String status, String members) {
        return json(200, statusInfo(OTHER_JOB, status, members));
    }
}
