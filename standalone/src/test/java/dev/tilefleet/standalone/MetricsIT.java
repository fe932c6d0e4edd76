package dev.tilefleet.standalone;

import static dev.tilefleet.standalone.Eventually.eventually;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.config.Settings;
import dev.tilefleet.telemetry.FleetMeter;
import dev.tilefleet.telemetry.FleetMeter.Exporter;
import dev.tilefleet.worker.WorkerProcess;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is declared is told, by whom it is said to be told, and nothing else. */
final class MetricsIT {
    /** The lag's period and then some. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path data;

    private final FleetUser apiOperator = operator();
    private final FleetUser workerOperator = operator();
    private final HeldModel model = new HeldModel();
    private FleetInParts fleet;
    private WorkerProcess worker;

    @BeforeEach
    void start() throws Exception {
        fleet = new FleetInParts(data, Map.of("TILEFLEET_MANAGEMENT_PORT", port(apiOperator)));
        startWorker();
    }

    @AfterEach
    void stop() {
        model.letGo();
        worker.close();
        fleet.close();
    }

    @Test
    void everyDeclaredMeterIsToldAndDescribedAndNoOther() {
        fleet.user().ended(submit());
        fleet.user().get("/jobs/none");
        eventually(
                "the lag",
                PATIENCE,
                () -> Optional.of(Scrape.of(apiOperator))
                        .filter(scrape -> scrape.samples().contains("tilefleet_queue_lag")));

        assertTells(Scrape.of(apiOperator), Set.of(Exporter.API, Exporter.BOTH));
        assertTells(Scrape.of(workerOperator), Set.of(Exporter.WORKER, Exporter.BOTH));
    }

    @Test
    void theLagIsKnownWithoutAWorkerAndGoneWithTheWork() throws Exception {
        worker.close();
        String first = submit();
        String second = submit();
        awaitLag(2);

        startWorker();

        fleet.user().ended(first);
        fleet.user().ended(second);
        awaitLag(0);
    }

    @Test
    void theNumbersAreThoseOfWhatHappened() {
        String job = submit();
        fleet.user().ended(job);
        fleet.user().ended(fleet.user().submit(FleetInParts.PROCESS, TestingTiles.labels()));
        fleet.user().get("/jobs/none");
        fleet.user().get(job, "Prefer", "wait=1");
        fleet.user().get(job + "/events");
        model.hold();
        String dismissed = submit();
        eventually(
                "a tile in flight", PATIENCE, () -> Optional.of(model.arrived()).filter(count -> count == 2));

        Scrape running = Scrape.of(workerOperator);
        fleet.user().delete(dismissed);

        assertThat(running.sum("tilefleet_jobs_in_flight")).isEqualTo(1);
        assertThat(running.sum("tilefleet_partitions_assigned")).isEqualTo(1);
        assertThat(running.sum("tilefleet_jobs_ended_total", "successful")).isEqualTo(1);
        assertThat(running.sum("tilefleet_jobs_ended_total", "failed", "too-few-bands"))
                .isEqualTo(1);
        assertThat(running.sum("tilefleet_stage_seconds_count", "infer")).isEqualTo(1);
        Scrape api = Scrape.of(apiOperator);
        assertThat(api.sum("tilefleet_jobs_accepted_total")).isEqualTo(3);
        assertThat(api.sum("tilefleet_jobs_ended_total", "dismissed")).isEqualTo(1);
        assertThat(api.sum("tilefleet_requests_refused_total", "no-such-job")).isEqualTo(1);
        assertThat(api.sum("tilefleet_view_jobs")).isEqualTo(3);
        assertThat(api.sum("tilefleet_http_requests_seconds_count", "execution", "kind=\"prompt\""))
                .isEqualTo(3);
        assertThat(api.sum("tilefleet_http_requests_seconds_count", "kind=\"wait\""))
                .isEqualTo(1);
        assertThat(api.sum("tilefleet_http_requests_seconds_count", "kind=\"stream\""))
                .isEqualTo(1);
    }

    private void awaitLag(int records) {
        eventually(
                "a lag of " + records,
                PATIENCE,
                () -> Optional.of(Scrape.of(apiOperator))
                        .filter(scrape -> scrape.samples().contains("tilefleet_queue_lag")
                                && scrape.sum("tilefleet_queue_lag") == records));
    }

    private void startWorker() throws InterruptedException {
        Map<String, String> settings = new HashMap<>(fleet.environment());
        settings.put("TILEFLEET_MANAGEMENT_PORT", port(workerOperator));
        worker = WorkerProcess.start(new Settings(settings), Clock.systemUTC(), model);
    }

    private String submit() {
        return fleet.user().submit(FleetInParts.PROCESS, TileJourneyIT.tenBands(1_000));
    }

    private static void assertTells(Scrape scrape, Set<Exporter> exporters) {
        Map<String, String> declared = Arrays.stream(FleetMeter.values())
                .filter(meter -> exporters.contains(meter.exporter()))
                .collect(toMap(MeterName::of, FleetMeter::description));
        Map<String, String> told = new HashMap<>(scrape.descriptions());
        // Micrometer tells the longest of each timer and summary beside them, under a name of its own.
        told.keySet().removeIf(name -> !name.startsWith("tilefleet_") || name.endsWith("_max"));
        assertThat(told).containsExactlyInAnyOrderEntriesOf(declared);
        Set<String> samples = scrape.samples().stream()
                .map(sample -> sample.replaceFirst("_(count|sum|bucket|max)$", ""))
                .collect(toSet());
        assertThat(samples).containsAll(declared.keySet());
    }

    private static FleetUser operator() {
        return new FleetUser(URI.create("http://127.0.0.1:" + FreePort.find()));
    }

    private static String port(FleetUser operator) {
        return Integer.toString(operator.fleet().getPort());
    }
}
