package dev.tilefleet.standalone;

import static dev.tilefleet.standalone.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.config.Settings;
import dev.tilefleet.worker.WorkerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Store or broker away and back while a worker is at work: nothing fails, nothing is done twice. */
final class OutageIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration DRAIN_BUDGET = Duration.ofSeconds(2);

    @TempDir
    private Path data;

    private final HeldModel model = new HeldModel();
    private final FleetUser operator = new FleetUser(URI.create("http://127.0.0.1:" + FreePort.find()));
    private FleetInParts fleet;
    private CutLine line;
    private WorkerProcess worker;

    @BeforeEach
    void start() throws Exception {
        fleet = new FleetInParts(data, Map.of());
        line = new CutLine(URI.create(fleet.environment().get("TILEFLEET_S3_ENDPOINT")));
        worker = startWorker();
    }

    @AfterEach
    void stop() throws IOException {
        line.mend();
        model.letGo();
        worker.close();
        line.close();
        fleet.close();
    }

    @Test
    void aStoreThatIsAwayStopsTheWorkerAndNothingFails() throws Exception {
        line.cut();
        List<String> jobs = submit(4);
        workerTells("an open breaker", now -> now.sum("tilefleet_breaker_open", "store") == 1);

        jobs.addAll(submit(8));
        eventually(
                "several tries in vain",
                PATIENCE,
                () -> Optional.of(line.inVain()).filter(times -> times >= 10));

        Scrape away = Scrape.of(operator);
        // It has room for 20 and more; those before the breaker opened it has.
        assertThat(away.sum("tilefleet_jobs_in_flight")).isBetween(3.0, 4.0);
        assertThat(away.sum("tilefleet_ledger_span")).isEqualTo(away.sum("tilefleet_jobs_in_flight"));
        assertThat(away.sum("tilefleet_breaker_openings_total", "store")).isEqualTo(1);
        assertThat(away.sum("tilefleet_breaker_open", "queue")).isZero();
        line.mend();
        assertEachSucceedsOnce(jobs);
        assertThat(Scrape.of(operator).sum("tilefleet_breaker_open")).isZero();
        assertThat(Scrape.of(operator).sum("tilefleet_jobs_ended_total", "successful"))
                .isEqualTo(jobs.size());
    }

    @Test
    void aWorkerThatIsToldToStopWhileTheStoreIsAwayStopsInItsBudgetAndLosesNothing() throws Exception {
        line.cut();
        List<String> jobs = submit(4);
        workerTells("an open breaker", now -> now.sum("tilefleet_breaker_open", "store") == 1);
        long begin = System.nanoTime();

        worker.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(DRAIN_BUDGET.plusSeconds(8));
        line.mend();
        worker = startWorker();
        assertEachSucceedsOnce(jobs);
    }

    @Test
    void aBrokerThatIsAwayWhileJobsAreInFlightIsWaitedFor() throws Exception {
        model.hold();
        List<String> jobs = submit(4);
        eventually(
                "tiles at the inference",
                PATIENCE,
                () -> Optional.of(model.arrived()).filter(count -> count == 4));
        fleet.stopBroker();

        model.letGo();
        workerTells("an open breaker", now -> now.sum("tilefleet_breaker_open", "queue") == 1);
        fleet.startBroker();

        assertEachSucceedsOnce(jobs);
        workerTells("a closed breaker", now -> now.sum("tilefleet_breaker_open") == 0);
        workerTells("an end to all jobs", now -> now.sum("tilefleet_jobs_in_flight") == 0);
        assertEachSucceedsOnce(submit(2));
    }

    private WorkerProcess startWorker() throws InterruptedException {
        Map<String, String> settings = new HashMap<>(fleet.environment());
        settings.put("TILEFLEET_S3_ENDPOINT", line.endpoint().toString());
        settings.put(
                "TILEFLEET_MANAGEMENT_PORT", Integer.toString(operator.fleet().getPort()));
        settings.put("TILEFLEET_PREFETCH", "20");
        settings.put("TILEFLEET_DRAIN_BUDGET", DRAIN_BUDGET.toString());
        return WorkerProcess.start(new Settings(settings), Clock.systemUTC(), model);
    }

    private List<String> submit(int count) {
        return new ArrayList<>(IntStream.range(0, count)
                .mapToObj(number ->
                        fleet.user().submit(FleetInParts.PROCESS, TileJourneyIT.tenBands(1_000 + 100 * number)))
                .toList());
    }

    private void workerTells(String what, Predicate<Scrape> condition) {
        eventually(what, PATIENCE, () -> Optional.of(Scrape.of(operator)).filter(condition));
    }

    private void assertEachSucceedsOnce(List<String> jobs) {
        assertThat(jobs)
                .allSatisfy(
                        job -> assertThat(fleet.user().ended(job).path("status").asText())
                                .isEqualTo("successful"));
        assertThat(fleet.store().list("outcomes/"))
                .allSatisfy(key -> assertThat(key).matches("outcomes/[0-9a-f-]+\\.json"));
        assertThat(fleet.store().list("results/")).hasSameSizeAs(fleet.store().list("outcomes/"));
    }
}
