package dev.tilefleet.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** A job's state, in the names of OGC API – Processes 1.0. */
public enum Status {
    ACCEPTED,
    RUNNING,
    SUCCESSFUL,
    FAILED,
    DISMISSED;

    /** Whether a job in this state stays in it for ever. */
    public boolean isTerminal() {
        return switch (this) {
            case ACCEPTED, RUNNING -> false;
            case SUCCESSFUL, FAILED, DISMISSED -> true;
        };
    }

    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
