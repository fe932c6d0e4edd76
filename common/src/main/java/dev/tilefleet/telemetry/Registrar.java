package dev.tilefleet.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Registers meters as they are declared. Values stand for the declared tags, in their order. */
record Registrar(MeterRegistry registry) {

    /** A counter that is there from now on: one that appeared with its first count would hide that count from increase(). */
    Counter counter(FleetMeter meter, String... values) {
        return Counter.builder(meter.id())
                .description(meter.description())
                .tags(tags(meter, values))
                .register(registry);
    }

    void gauge(FleetMeter meter, Supplier<Number> value, String... values) {
        Gauge.builder(meter.id(), value)
                .description(meter.description())
                .tags(tags(meter, values))
                .register(registry);
    }

    static Tags tags(FleetMeter meter, String... values) {
        List<String> names = meter.tags();
        if (names.size() != values.length) {
            throw new IllegalArgumentException("%s has tags %s".formatted(meter.id(), names));
        }
        Tags tags = Tags.empty();
        for (int tag = 0; tag < values.length; tag++) {
            tags = tags.and(names.get(tag), values[tag]);
        }
        return tags;
    }

    /** A tag's value for a constant: {@code GIVEN_UP} is {@code given-up}. */
    static String value(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
