package dev.tilefleet.worker.journey;

import dev.tilefleet.telemetry.Dependency;
import dev.tilefleet.telemetry.FleetMeters;
import dev.tilefleet.worker.dequeue.Valve;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;

/** The gates of a worker, one a dependency, shared by all its processes: the worker takes jobs while all are open. */
public final class Gates implements Valve, AutoCloseable {
    /**
     * So many distinct jobs must fail in a row. A worker that has fewer in hand at a time never shuts a gate; it is full
     * then, and takes no more anyway.
     */
    private static final int JOBS = 3;

    /** With jitter, so that workers that lost the same store do not come back all at once. */
    private static final Backoff PAUSES = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10));

    private final Map<Dependency, Gate> byDependency = new EnumMap<>(Dependency.class);

    /**
     * Open gates.
     *
     * @param store asks the store for a sign of life, and throws if none comes
     * @param queue likewise
     */
    public Gates(Runnable store, Runnable queue, FleetMeters meters) {
        this(store, queue, meters, trial -> PAUSES.after(trial, ThreadLocalRandom.current()), System::nanoTime);
    }

    Gates(Runnable store, Runnable queue, FleetMeters meters, IntFunction<Duration> pauses, LongSupplier nanoTime) {
        for (Dependency dependency : Dependency.values()) {
            Runnable trial = switch (dependency) {
                case STORE -> store;
                case QUEUE -> queue;
            };
            byDependency.put(
                    dependency,
                    new Gate(
                            dependency,
                            new Breaker(JOBS, pauses, nanoTime),
                            trial,
                            meters.dependency(dependency, Errand.namesOf(dependency))));
        }
    }

    Gate to(Dependency dependency) {
        return byDependency.get(dependency);
    }

    @Override
    public boolean letsIn() {
        return byDependency.values().stream().allMatch(Gate::isOpen);
    }

    @Override
    public void close() {
        byDependency.values().forEach(Gate::close);
    }
}
