package dev.tilefleet.telemetry;

import io.micrometer.core.instrument.Counter;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** Meters of the callbacks that an api replica tells. All counters are there from the start, at zero. */
public final class DeliveryMeters {
    /** How one request to a callback went. */
    public enum Attempt {
        /** It was answered 2xx. */
        ACCEPTED,
        /** It was answered otherwise. */
        REFUSED,
        /** Nobody answered, or it was not sent. */
        UNANSWERED
    }

    private final Registrar registrar;
    private final Counter delivered;
    private final Counter givenUp;
    private final Map<Attempt, Counter> attempts = new EnumMap<>(Attempt.class);

    DeliveryMeters(Registrar registrar) {
        this.registrar = registrar;
        this.delivered = registrar.counter(FleetMeter.DELIVERIES, "delivered");
        this.givenUp = registrar.counter(FleetMeter.DELIVERIES, "given-up");
        for (Attempt result : Attempt.values()) {
            attempts.put(result, registrar.counter(FleetMeter.DELIVERY_ATTEMPTS, Registrar.value(result)));
        }
    }

    /** A receiver has an event. */
    public void delivered() {
        delivered.increment();
    }

    /** A receiver will not have it. */
    public void givenUp() {
        givenUp.increment();
    }

    public void attempted(Attempt result) {
        attempts.get(result).increment();
    }

    /** What waits though it is due, and how many receivers are left alone. */
    public void backlog(Supplier<Number> due, Supplier<Number> breakers) {
        registrar.gauge(FleetMeter.DELIVERIES_DUE, due);
        registrar.gauge(FleetMeter.DELIVERY_BREAKERS, breakers);
    }
}
