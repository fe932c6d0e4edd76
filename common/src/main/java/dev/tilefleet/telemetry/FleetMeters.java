package dev.tilefleet.telemetry;

import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.job.Status;
import dev.tilefleet.job.Timings;
import dev.tilefleet.job.Timings.Stage;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Feeds the meters that {@link FleetMeter} declares. */
public final class FleetMeters {
    private static final String NO_PROBLEM = "none";

    /** Problems that are the operator's, not the user's: alarms count their increase from zero. */
    private static final List<ProblemType> ALARMING = List.of(
            ProblemType.DEADLINE_EXCEEDED,
            ProblemType.WORKER_CRASHED,
            ProblemType.INTERNAL_ERROR,
            ProblemType.UNREADABLE_RECORD,
            ProblemType.INPUT_LOST);

    private final Registrar registrar;

    public FleetMeters(MeterRegistry registry) {
        this.registrar = new Registrar(registry);
    }

    /** Has the ends of a process's jobs counted from zero, in a part that ends jobs. */
    public void endsJobsOf(ProcessID process) {
        ended(process, Status.SUCCESSFUL, NO_PROBLEM, 0);
        ended(process, Status.DISMISSED, NO_PROBLEM, 0);
        ALARMING.forEach(type -> ended(process, Status.FAILED, type.code(), 0));
    }

    /** Meters of a worker that serves this process. */
    public WorkerMeters worker(ProcessID process) {
        endsJobsOf(process);
        return new WorkerMeters(registrar, process);
    }

    /** Meters of what a worker does with a dependency at these stages. */
    public DependencyMeters dependency(Dependency dependency, Collection<String> stages) {
        return new DependencyMeters(registrar, dependency, stages);
    }

    /** Meters of the callbacks that an api replica tells. */
    public DeliveryMeters deliveries() {
        return new DeliveryMeters(registrar);
    }

    /** Meters of the files that an api replica takes out of the inbox. */
    public InboxMeters inbox() {
        return new InboxMeters(registrar);
    }

    /** Intake accepted a tile of so many bytes. */
    public void accepted(ProcessID process, long bytes) {
        registrar.counter(FleetMeter.JOBS_ACCEPTED, process.value()).increment();
        DistributionSummary.builder(FleetMeter.INPUT_SIZE.id())
                .description(FleetMeter.INPUT_SIZE.description())
                .baseUnit("bytes")
                .tags(Registrar.tags(FleetMeter.INPUT_SIZE, process.value()))
                .register(registrar.registry())
                .record((double) bytes);
    }

    /** A request was answered with this problem. */
    public void refused(ProblemType problem) {
        registrar.counter(FleetMeter.REQUESTS_REFUSED, problem.code()).increment();
    }

    /** This process decided the end of a job: over the fleet each job counts once. */
    public void ended(Outcome outcome) {
        String problem = outcome.ending() instanceof Outcome.Failed failed
                ? failed.problem().type().code()
                : NO_PROBLEM;
        ended(outcome.process(), outcome.ending().status(), problem, 1);
        outcome.execution().map(Outcome.Execution::timings).ifPresent(timings -> stages(outcome.process(), timings));
    }

    /** Why an answer takes as long as it does: what is kept back on purpose must not be taken for slow. */
    public enum Answer {
        /** As soon as it can be given. */
        PROMPT,
        /** When a job has ended, or somebody's patience. */
        WAIT,
        /** Goes on until a job has ended. */
        STREAM
    }

    /** The api's HTTP answers. */
    public void request(String route, int status, Answer kind, Duration time) {
        timer(FleetMeter.HTTP_REQUESTS, route, Integer.toString(status), Registrar.value(kind))
                .register(registrar.registry())
                .record(time);
    }

    /** Requests that stay open until their job ends. */
    public void followers(Supplier<Number> waits, Supplier<Number> streams) {
        registrar.gauge(FleetMeter.FOLLOWERS, waits, "wait");
        registrar.gauge(FleetMeter.FOLLOWERS, streams, "stream");
    }

    /**
     * What an api replica has in memory.
     *
     * @param age how long ago it was all that the log said; empty before it ever was
     */
    public void view(Supplier<Number> jobs, Supplier<Optional<Duration>> age) {
        registrar.gauge(FleetMeter.VIEW_JOBS, jobs);
        registrar.gauge(
                FleetMeter.VIEW_AGE,
                () -> age.get().map(time -> time.toMillis() / 1e3).orElse(Double.NaN));
    }

    /** Where to tell the lag of each process's partitions; those not told of again disappear. */
    public Consumer<Map<ProcessID, Map<Integer, Long>>> queueLag() {
        MultiGauge table = MultiGauge.builder(FleetMeter.QUEUE_LAG.id())
                .description(FleetMeter.QUEUE_LAG.description())
                .register(registrar.registry());
        return lags -> table.register(
                lags.entrySet().stream()
                        .flatMap(process -> process.getValue().entrySet().stream()
                                .map(lag -> row(process.getKey(), lag.getKey(), lag.getValue())))
                        .collect(Collectors.<MultiGauge.Row<?>>toList()),
                true);
    }

    private static MultiGauge.Row<?> row(ProcessID process, int partition, long lag) {
        return MultiGauge.Row.of(
                Registrar.tags(FleetMeter.QUEUE_LAG, process.value(), Integer.toString(partition)), lag);
    }

    private void ended(ProcessID process, Status status, String problem, int jobs) {
        registrar
                .counter(FleetMeter.JOBS_ENDED, process.value(), status.toString(), problem)
                .increment(jobs);
    }

    private void stages(ProcessID process, Timings timings) {
        timings.byStage().forEach((stage, time) -> stage(process, stage).record(time));
    }

    private Timer stage(ProcessID process, Stage stage) {
        return timer(FleetMeter.STAGE, process.value(), Registrar.value(stage))
                .publishPercentileHistogram()
                .register(registrar.registry());
    }

    private static Timer.Builder timer(FleetMeter meter, String... values) {
        return Timer.builder(meter.id()).description(meter.description()).tags(Registrar.tags(meter, values));
    }
}
