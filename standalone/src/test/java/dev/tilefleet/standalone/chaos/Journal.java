package dev.tilefleet.standalone.chaos;

import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What a run did and saw, by its own clock. */
final class Journal {
    /** One line of a timeline. */
    record Entry(Instant at, String text) {}

    private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();

    void note(String text) {
        entries.add(new Entry(Instant.now(), text));
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }
}
