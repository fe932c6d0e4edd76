package dev.tilefleet.standalone.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.lifecycle.Opened;
import dev.tilefleet.standalone.GroupOffsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Workers on one machine share a queue; they come, go and die under load, and no job is lost or run in vain. */
final class ScaleOutIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> WORKERS = List.of("worker-1", "worker-2", "worker-3");
    private static final int JOBS = 150;

    @TempDir
    private Path folder;

    private final Opened opened = new Opened();
    private ProcessFleet fleet;
    private GroupOffsets offsets;
    private Load load;

    @AfterEach
    void stop() {
        opened.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic,consumer", "classic"})
    void noTileIsRunTwiceBecauseOfARollingRestart(String protocols) throws Exception {
        start(FleetPlan.of(1, 3).withBroker("group.coordinator.rebalance.protocols", protocols), WORKERS);
        load.awaitMore(JOBS / 5);

        for (String worker : WORKERS) {
            drain(worker);
            load.awaitMore(JOBS / 5);
            begin(List.of(worker));
        }
        load.awaitMore(JOBS / 5);

        Map<JobID, Outcome> outcomes = load.end();
        assertThat(outcomes).hasSizeGreaterThanOrEqualTo(JOBS);
        assertThat(load.attempts()).hasSameSizeAs(outcomes);
        assertThat(load.attempts().values()).containsOnly(1L);
        assertThat(Hints.read(fleet.kafka())).hasSameSizeAs(outcomes);
        assertThat(Hints.read(fleet.kafka()).values()).containsOnly(1);
        offsets.until(PATIENCE, "no lag", () -> offsets.lag() == 0);
        offsets.assertNothingWentBack();
    }

    @Test
    void nothingIsLostOrDoubledFromOneWorkerToThreeToTwoToNoneToTwo() throws Exception {
        start(FleetPlan.of(1, 3), List.of("worker-1"));
        load.awaitMore(JOBS / 5);
        begin(List.of("worker-2", "worker-3"));
        offsets.until(PATIENCE, "three members", () -> offsets.members() == 3);
        load.awaitMore(JOBS / 5);
        fleet.part("worker-2").kill();
        offsets.until(PATIENCE, "two members", () -> offsets.members() == 2);
        load.awaitMore(JOBS / 5);
        drain("worker-1");
        drain("worker-3");
        load.awaitMore(JOBS / 5);
        begin(List.of("worker-1", "worker-2"));
        load.awaitMore(JOBS / 5);

        Map<JobID, Outcome> outcomes = load.end();

        assertThat(outcomes).hasSizeGreaterThanOrEqualTo(JOBS);
        assertThat(outcomes.values())
                .extracting(outcome -> outcome.execution().orElseThrow().worker())
                .containsAll(WORKERS);
        // What the killed one had in hand, at most: those on the device and three ahead of it.
        int inHand = Runtime.getRuntime().availableProcessors() + 3;
        assertThat(Hints.read(fleet.kafka()).values()).allMatch(times -> times <= 2);
        assertThat(Hints.read(fleet.kafka()).values().stream().filter(times -> times > 1))
                .hasSizeLessThanOrEqualTo(inHand);
        assertThat(load.attempts().values().stream().filter(times -> times > 1)).hasSizeLessThanOrEqualTo(inHand);
        offsets.until(PATIENCE, "no lag", () -> offsets.lag() == 0);
        offsets.assertNothingWentBack();
    }

    private void start(FleetPlan plan, List<String> workers) {
        fleet = opened.add(new ProcessFleet(folder, plan));
        fleet.startBase();
        fleet.part("api-1").start();
        workers.forEach(worker -> fleet.part(worker).start());
        fleet.part("api-1").awaitReady();
        workers.forEach(worker -> fleet.part(worker).awaitReady());
        offsets = opened.add(new GroupOffsets(fleet.kafka(), new ProcessID(TinyTile.PROCESS)));
        load = opened.add(new Load(fleet, "api-1"));
    }

    private void begin(List<String> workers) {
        workers.forEach(worker -> fleet.part(worker).start());
        workers.forEach(worker -> fleet.part(worker).awaitReady());
    }

    private void drain(String worker) throws InterruptedException {
        fleet.part(worker).terminate();
        assertThat(fleet.part(worker).awaitEnd(PATIENCE)).isZero();
    }
}
