package dev.tilefleet.telemetry;

import io.micrometer.core.instrument.Counter;
import java.util.Collection;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Meters of a dependency that may be away. All counters are there from the start, at zero. */
public final class DependencyMeters {
    private final Registrar registrar;
    private final Dependency dependency;
    private final Map<String, Counter> retries;
    private final Counter openings;

    DependencyMeters(Registrar registrar, Dependency dependency, Collection<String> stages) {
        this.registrar = registrar;
        this.dependency = dependency;
        this.openings = registrar.counter(FleetMeter.BREAKER_OPENINGS, dependency.toString());
        this.retries = stages.stream()
                .collect(Collectors.toMap(
                        stage -> stage, stage -> registrar.counter(FleetMeter.RETRIES, stage, dependency.toString())));
    }

    /** A try of this stage failed. */
    public void retried(String stage) {
        retries.get(stage).increment();
    }

    /** The breaker opened. */
    public void opened() {
        openings.increment();
    }

    /** Whether the breaker is open. */
    public void breaker(BooleanSupplier open) {
        registrar.gauge(FleetMeter.BREAKER_OPEN, () -> open.getAsBoolean() ? 1 : 0, dependency.toString());
    }
}
