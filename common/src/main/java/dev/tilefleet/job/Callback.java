package dev.tilefleet.job;

import static java.util.Objects.requireNonNull;

import java.net.URI;

/**
 * Whom to tell of an event in a job's life.
 *
 * @param event one of the constants here; a newer writer may know more of them
 */
public record Callback(String event, URI uri) {
    /** The job ended, however. */
    public static final String ENDED = "ended";
    /** It ended successful: OGC's {@code successUri}. */
    public static final String SUCCESS = "success";
    /** It ended failed or dismissed: OGC's {@code failedUri}. */
    public static final String FAILED = "failed";
    /** A worker began with it: OGC's {@code inProgressUri}. */
    public static final String IN_PROGRESS = "inProgress";

    /** It ended, however, and began as a dropped file, which the URI names: what came of it goes to the outbox. */
    public static final String OUTBOX = "outbox";

    public Callback {
        requireNonNull(event, "event");
        requireNonNull(uri, "uri");
    }
}
