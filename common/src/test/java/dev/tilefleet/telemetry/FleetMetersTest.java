package dev.tilefleet.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.Problem;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.job.Sha256;
import dev.tilefleet.job.Timings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The names and tags that dashboards and alerts ask for. */
class FleetMetersTest {
    private static final ProcessID PROCESS = new ProcessID("cloud-mask");
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final FleetMeters meters = new FleetMeters(registry);

    @Test
    void countsAcceptedTilesAndTheirBytes() {
        meters.accepted(PROCESS, 1_000);
        meters.accepted(PROCESS, 500);

        assertThat(registry.get("tilefleet.jobs.accepted")
                        .tag("process", "cloud-mask")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(registry.get("tilefleet.input.size")
                        .tag("process", "cloud-mask")
                        .summary()
                        .totalAmount())
                .isEqualTo(1_500);
    }

    @Test
    void countsEndsByStatus() {
        meters.ended(outcome(new Outcome.Dismissed(), Optional.empty()));

        assertThat(registry.get("tilefleet.jobs.ended")
                        .tag("process", "cloud-mask")
                        .tag("status", "dismissed")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void countsAFailedJobByItsProblem() {
        meters.ended(outcome(new Outcome.Failed(new Problem(ProblemType.TOO_FEW_BANDS, "3 of 6")), Optional.empty()));

        assertThat(registry.get("tilefleet.jobs.ended")
                        .tag("status", "failed")
                        .tag("problem", "too-few-bands")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void countsFromZeroWhatAlarmsAskFor() {
        meters.worker(PROCESS);

        assertThat(registry.get("tilefleet.jobs.ended").counters())
                .extracting(counter -> counter.getId().getTag("problem"))
                .contains("none", "worker-crashed", "deadline-exceeded", "internal-error");
        assertThat(registry.get("tilefleet.jobs.ended").counters())
                .allSatisfy(counter -> assertThat(counter.count()).isZero());
    }

    @Test
    void countsRefusedRequestsByProblem() {
        meters.refused(ProblemType.NO_SUCH_JOB);

        assertThat(registry.get("tilefleet.requests.refused")
                        .tag("problem", "no-such-job")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void showsTheLagOfEachPartitionAndForgetsThoseThatAreGone() {
        var lag = meters.queueLag();
        lag.accept(Map.of(PROCESS, Map.of(0, 7L, 1, 0L)));

        lag.accept(Map.of(PROCESS, Map.of(0, 8L)));

        assertThat(registry.get("tilefleet.queue.lag").gauges()).singleElement().satisfies(gauge -> {
            assertThat(gauge.getId().getTag("process")).isEqualTo("cloud-mask");
            assertThat(gauge.getId().getTag("partition")).isEqualTo("0");
            assertThat(gauge.value()).isEqualTo(8);
        });
    }

    @Test
    void countsWhatBecomesOfTilesThatAProcessDiedWith() {
        WorkerMeters worker = meters.worker(PROCESS);

        worker.suspected(WorkerMeters.Suspicion.GIVEN_UP);

        assertThat(registry.get("tilefleet.suspects")
                        .tags("process", "cloud-mask", "event", "given-up")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("tilefleet.suspects")
                        .tag("event", "marked")
                        .counter()
                        .count())
                .isZero();
    }

    @Test
    void showsWhetherABreakerIsOpen() {
        DependencyMeters store = meters.dependency(Dependency.STORE, List.of("fetch"));
        AtomicBoolean open = new AtomicBoolean();
        store.breaker(open::get);

        open.set(true);

        assertThat(registry.get("tilefleet.breaker.open")
                        .tag("dependency", "store")
                        .gauge()
                        .value())
                .isEqualTo(1);
    }

    @Test
    void timesTheStagesThatWereReached() {
        Timings timings = new Timings(Map.of(Timings.Stage.FETCH, Duration.ofMillis(12)));
        Outcome.Execution execution = new Outcome.Execution(Sha256.of(new byte[0]), "worker-1", "a1", timings);

        meters.ended(outcome(new Outcome.Dismissed(), Optional.of(execution)));

        assertThat(registry.get("tilefleet.stage")
                        .tag("process", "cloud-mask")
                        .tag("stage", "fetch")
                        .timer()
                        .totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(12);
        assertThat(registry.find("tilefleet.stage").timers()).hasSize(1);
    }

    @Test
    void showsTheJobsInHand() {
        AtomicInteger inHand = new AtomicInteger(3);

        meters.worker(PROCESS).queue(inHand::get, () -> 2, () -> 17);

        assertThat(registry.get("tilefleet.jobs.in.flight")
                        .tag("process", "cloud-mask")
                        .gauge()
                        .value())
                .isEqualTo(3);
    }

    @Test
    void timesRequestsByRouteStatusAndKind() {
        meters.request("/jobs/:jobID", 200, FleetMeters.Answer.WAIT, Duration.ofMillis(4));

        assertThat(registry.get("tilefleet.http.requests")
                        .tag("route", "/jobs/:jobID")
                        .tag("status", "200")
                        .tag("kind", "wait")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    private static Outcome outcome(Outcome.Ending ending, Optional<Outcome.Execution> execution) {
        return new Outcome(JobID.random(), PROCESS, "alice", Instant.EPOCH, ending, execution, List.of());
    }
}
