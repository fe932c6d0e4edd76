package dev.tilefleet.config;

import static java.util.Objects.requireNonNull;

/** A value that must not appear in a log line. */
public record Secret(String reveal) {
    public Secret {
        requireNonNull(reveal, "reveal");
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
