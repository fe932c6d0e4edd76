package dev.tilefleet.telemetry;

import java.util.Locale;

/** What a worker cannot work without. */
public enum Dependency {
    STORE,
    QUEUE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
