package dev.tilefleet.standalone;

import dev.tilefleet.telemetry.FleetMeter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;

/** How Prometheus calls a meter. */
final class MeterName {
    private MeterName() {}

    static String of(FleetMeter meter) {
        String unit = meter.type() == Meter.Type.DISTRIBUTION_SUMMARY ? "bytes" : null;
        String name = new PrometheusNamingConvention().name(meter.id(), meter.type(), unit);
        // Added by the registry, not by its convention.
        return meter.type() == Meter.Type.COUNTER ? name + "_total" : name;
    }
}
