package dev.tilefleet.standalone.client;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Time that passes only where somebody sleeps, and then at once. */
public final class TestingTime implements InstantSource, Sleeper {
    private final List<Duration> sleeps = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public synchronized void sleep(Duration duration) {
        sleeps.add(duration);
        now = now.plus(duration);
    }

    /** How long was slept each time. */
    public synchronized List<Duration> sleeps() {
        return List.copyOf(sleeps);
    }
}
