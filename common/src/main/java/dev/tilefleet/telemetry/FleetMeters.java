package dev.tilefleet.telemetry;

import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.job.Timings;
import dev.tilefleet.job.Timings.Stage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Every meter of the fleet. */
public final class FleetMeters {
    private final MeterRegistry registry;

    public FleetMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Intake accepted a tile of so many bytes. */
    public void accepted(ProcessID process, long bytes) {
        Counter.builder("tilefleet.jobs.accepted")
                .description("Jobs answered with 201")
                .tag("process", process.value())
                .register(registry)
                .increment();
        DistributionSummary.builder("tilefleet.input.size")
                .description("Size of accepted tiles")
                .baseUnit("bytes")
                .tag("process", process.value())
                .register(registry)
                .record((double) bytes);
    }

    /** Intake refused a request, or a job failed, with this problem. */
    public void problem(String code) {
        Counter.builder("tilefleet.problems")
                .description("Refused requests and failed jobs, by problem type")
                .tag("type", code)
                .register(registry)
                .increment();
    }

    /** This process decided the end of a job: over the fleet each job counts once. */
    public void ended(Outcome outcome) {
        Counter.builder("tilefleet.jobs.ended")
                .description("Ends of jobs, by the process that decided them")
                .tag("process", outcome.process().value())
                .tag("status", outcome.ending().status().toString())
                .register(registry)
                .increment();
        if (outcome.ending() instanceof Outcome.Failed failed) {
            problem(failed.problem().type().code());
        }
        outcome.execution().map(Outcome.Execution::timings).ifPresent(timings -> stages(outcome.process(), timings));
    }

    /** How many jobs a worker has in hand. */
    public void inFlight(ProcessID process, Supplier<Number> jobs) {
        Gauge.builder("tilefleet.jobs.in.flight", jobs)
                .description("Jobs a worker took and has not ended")
                .tag("process", process.value())
                .register(registry);
    }

    /**
     * What an api replica remembers.
     *
     * @param age how long ago it was all that the log said; empty before it ever was
     */
    public void view(Supplier<Number> jobs, Supplier<Optional<Duration>> age) {
        Gauge.builder("tilefleet.view.jobs", jobs)
                .description("Jobs in the replica's view")
                .register(registry);
        Gauge.builder(
                        "tilefleet.view.age",
                        () -> age.get().map(time -> time.toMillis() / 1e3).orElse(Double.NaN))
                .description("Time since the replica's view was all that the log said; NaN before it ever was")
                .baseUnit("seconds")
                .register(registry);
    }

    /** The api's HTTP answers. */
    public void request(String route, int status, Duration time) {
        Timer.builder("tilefleet.http.requests")
                .description("Time from the request's head to the answer's end")
                .tag("route", route)
                .tag("status", Integer.toString(status))
                .register(registry)
                .record(time);
    }

    private void stages(ProcessID process, Timings timings) {
        timings.byStage().forEach((stage, time) -> stage(process, stage).record(time));
    }

    private Timer stage(ProcessID process, Stage stage) {
        return Timer.builder("tilefleet.stage")
                .description("Time a tile spends in each stage of its journey")
                .tag("process", process.value())
                .tag("stage", stage.name().toLowerCase(Locale.ROOT))
                .publishPercentileHistogram()
                .register(registry);
    }
}
