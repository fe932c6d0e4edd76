package dev.tilefleet.containers;

import static dev.tilefleet.standalone.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.standalone.FleetUser;
import dev.tilefleet.standalone.PatternTile;
import dev.tilefleet.standalone.Scrape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The servers fail in the middle of a burst, and come back: each job ends once, and well. */
@ExtendWith(Docker.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
final class FaultsIT {
    private static final String PROCESS = "unet10";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int BURST = 24;

    private final Servers servers;
    private Fleet fleet;

    FaultsIT(Servers servers) {
        this.servers = servers;
    }

    @BeforeAll
    void start() throws InterruptedException {
        fleet = Fleet.start(servers, PROCESS);
    }

    @AfterAll
    void stop() {
        fleet.close();
    }

    @Test
    void aBrokerIsKilledAndStartedInTheMiddleOfABurst() {
        List<String> jobs = burst();
        awaitEnds(3);

        servers.killAndStartKafka();
        jobs.addAll(burst());

        assertEachSucceedsOnce(jobs);
    }

    @Test
    void aStoreFallsSilentInTheMiddleOfABurst() {
        List<String> jobs = burst();
        awaitEnds(3);

        servers.freezeStore();
        try {
            eventually(
                    "an open breaker",
                    PATIENCE,
                    () -> Optional.of(Scrape.of(fleet.operator()))
                            .filter(now -> now.sum("tilefleet_breaker_open", "store") == 1));
        } finally {
            servers.thawStore();
        }

        assertEachSucceedsOnce(jobs);
        assertThat(Scrape.of(fleet.operator()).sum("tilefleet_breaker_open")).isZero();
    }

    private List<String> burst() {
        return new ArrayList<>(
                IntStream.range(0, BURST).mapToObj(this::accepted).toList());
    }

    /** A user who tries again as long as he is told to. */
    private String accepted(int number) {
        FleetUser user = fleet.user();
        return eventually(
                "an acceptance",
                PATIENCE,
                () -> Optional.of(user.send(PROCESS, tile(number)))
                        .filter(answer -> answer.statusCode() != 503)
                        .map(user::accepted));
    }

    private static byte[] tile(int number) {
        return PatternTile.of(10, (band, x, y) -> 1_000 + 100 * number + 20 * band + 3 * x * y)
                .bytes();
    }

    private void awaitEnds(int more) {
        double before = ended();
        eventually("ends", PATIENCE, () -> Optional.of(ended()).filter(now -> now >= before + more));
    }

    private double ended() {
        return Scrape.of(fleet.operator()).sum("tilefleet_jobs_ended_total", "successful");
    }

    private void assertEachSucceedsOnce(List<String> jobs) {
        FleetUser user = fleet.user();
        assertThat(jobs)
                .allSatisfy(job ->
                        assertThat(user.ended(job).path("status").asText()).isEqualTo("successful"));
        assertThat(jobs)
                .allSatisfy(job -> assertThat(fleet.store().list("outcomes/" + job.substring("/jobs/".length())))
                        .hasSize(1));
    }
}
