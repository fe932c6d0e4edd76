package dev.tilefleet.job;

import static java.util.Objects.requireNonNull;

import java.net.URI;

/** Whom to tell of an event in a job's life. */
public record Callback(String event, URI uri) {
    public Callback {
        requireNonNull(event, "event");
        requireNonNull(uri, "uri");
    }
}
