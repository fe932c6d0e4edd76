package dev.tilefleet.telemetry;

import dev.tilefleet.job.ProcessID;
import io.micrometer.core.instrument.Counter;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** Meters of one process's queue and journeys in a worker. All counters are there from the start, at zero. */
public final class WorkerMeters {
    /** Why a record was read again. */
    public enum Redelivery {
        /** A worker had ended the job. */
        ENDED,
        /** A process died with the tile in flight. */
        IN_FLIGHT
    }

    /** What becomes of a tile that a process died with. */
    public enum Suspicion {
        /** It was taken again. */
        MARKED,
        /** It was begun with nothing else in flight. */
        ALONE,
        /** Too many processes died with it alone. */
        GIVEN_UP
    }

    private final Registrar registrar;
    private final ProcessID process;
    private final Map<Redelivery, Counter> redeliveries = new EnumMap<>(Redelivery.class);
    private final Map<Suspicion, Counter> suspects = new EnumMap<>(Suspicion.class);
    private final Counter deadLetters;
    private final Counter faults;

    WorkerMeters(Registrar registrar, ProcessID process) {
        this.registrar = registrar;
        this.process = process;
        this.deadLetters = registrar.counter(FleetMeter.DEAD_LETTERS, process.value());
        this.faults = registrar.counter(FleetMeter.FAULTS, process.value());
        for (Redelivery reason : Redelivery.values()) {
            redeliveries.put(
                    reason, registrar.counter(FleetMeter.REDELIVERIES, process.value(), Registrar.value(reason)));
        }
        for (Suspicion event : Suspicion.values()) {
            suspects.put(event, registrar.counter(FleetMeter.SUSPECTS, process.value(), Registrar.value(event)));
        }
    }

    public void redelivered(Redelivery reason) {
        redeliveries.get(reason).increment();
    }

    public void suspected(Suspicion event) {
        suspects.get(event).increment();
    }

    /** A record was set aside. */
    public void deadLetter() {
        deadLetters.increment();
    }

    /** A job met a fault nobody foresaw. */
    public void fault() {
        faults.increment();
    }

    /** What the consumer has in hand, and how far its partitions ran ahead of their oldest job. */
    public void queue(Supplier<Number> inFlight, Supplier<Number> partitions, Supplier<Number> span) {
        registrar.gauge(FleetMeter.JOBS_IN_FLIGHT, inFlight, process.value());
        registrar.gauge(FleetMeter.PARTITIONS_ASSIGNED, partitions, process.value());
        registrar.gauge(FleetMeter.LEDGER_SPAN, span, process.value());
    }
}
