package dev.tilefleet.standalone.cli;

import static dev.tilefleet.standalone.client.TestingFleet.JOB;
import static dev.tilefleet.standalone.client.TestingFleet.json;
import static dev.tilefleet.standalone.client.TestingFleet.problem;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DeliveriesCommandIT {
    private static final String LIST = "GET /jobs/" + JOB + "/deliveries";
    private static final String DELIVERIES = """
            {"jobID": "6f1c2a54-0b7e-4d1a-9c57-3a4d90a1b2c3", "deliveries": [
               {"deliveryID": "1a", "event": "ended", "status": "delivered", "attempts": 1, "links": []},
               {"deliveryID": "2b", "event": "failed", "status": "waiting", "attempts": 2, "next": null,
                "last": {"at": "2026-03-01T12:00:00Z", "status": 503}}],
             "links": []}""";

    private final TestingShell shell = new TestingShell();

    @AfterEach
    void stop() {
        shell.close();
    }

    @Test
    void showsALineForEach() {
        shell.fleet.on(LIST, json(200, DELIVERIES));

        assertThat(shell.run("deliveries", JOB)).isZero();

        assertThat(shell.outLines())
                .containsExactly(
                        "1a  event ended  status delivered  attempts 1",
                        "2b  event failed  status waiting  attempts 2  last at 2026-03-01T12:00:00Z  last status 503");
    }

    @Test
    void showsNothingWhereNobodyWasToBeTold() {
        shell.fleet.on(LIST, json(200, "{\"deliveries\":[],\"links\":[]}"));

        assertThat(shell.run("deliveries", JOB)).isZero();

        assertThat(shell.out()).isEmpty();
    }

    @Test
    void printsTheServersDocument() {
        shell.fleet.on(LIST, json(200, DELIVERIES));

        assertThat(shell.run("deliveries", "--json", JOB)).isZero();

        assertThat(shell.outLines())
                .singleElement()
                .asString()
                .startsWith("{\"jobID\": ")
                .contains("\"last\"");
    }

    @Test
    void sendsAgainAndShowsWhatIsThenThere() {
        String redelivery = "POST /jobs/%s/deliveries/%s/redelivery";
        shell.fleet
                .on(redelivery.formatted(JOB, "1a"), json(202, "{}"))
                .on(redelivery.formatted(JOB, "a%2Fb"), json(202, "{}"))
                .on(LIST, json(200, DELIVERIES));

        assertThat(shell.run("deliveries", JOB, "--redeliver", "1a", "--redeliver", "a/b"))
                .isZero();

        assertThat(shell.fleet.requests())
                .extracting(request -> request.line())
                .containsExactly(redelivery.formatted(JOB, "1a"), redelivery.formatted(JOB, "a%2Fb"), LIST);
        assertThat(shell.outLines()).hasSize(2);
    }

    @Test
    void saysThatThereIsNoSuchDelivery() {
        shell.fleet.on(
                "POST /jobs/%s/deliveries/none/redelivery".formatted(JOB),
                problem(404, "Not found", "no such delivery"));

        assertThat(shell.run("deliveries", JOB, "--redeliver", "none")).isEqualTo(1);

        assertThat(shell.err().lines()).containsExactly("Not found: no such delivery");
    }
}
