package dev.tilefleet.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Supplier;

/** Meters of the files that an api replica takes out of the inbox. All counters are there from the start, at zero. */
public final class InboxMeters {
    private final Registrar registrar;
    private final Counter accepted;
    private final Counter refused;
    private final Timer sweep;

    InboxMeters(Registrar registrar) {
        this.registrar = registrar;
        this.accepted = registrar.counter(FleetMeter.INBOX_FILES, "accepted");
        this.refused = registrar.counter(FleetMeter.INBOX_FILES, "refused");
        this.sweep = Timer.builder(FleetMeter.INBOX_SWEEP.id())
                .description(FleetMeter.INBOX_SWEEP.description())
                .register(registrar.registry());
    }

    /** A file became a job. */
    public void accepted() {
        accepted.increment();
    }

    /** A file was answered with an error document. */
    public void refused() {
        refused.increment();
    }

    /** A sweep came to its end. */
    public void swept(Duration time) {
        sweep.record(time);
    }

    /** Files that were left for later. */
    public void waiting(Supplier<Number> files) {
        registrar.gauge(FleetMeter.INBOX_WAITING, files);
    }
}
