package dev.tilefleet.standalone.demo;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the fleet's log to what went wrong: the narrator says what goes well. */
final class QuietLogs implements AutoCloseable {
    private final Logger fleet;
    private final Level before;

    /** @param quiet if not, the log stays as it is */
    QuietLogs(boolean quiet) {
        fleet = (Logger) LoggerFactory.getLogger("dev.tilefleet");
        before = fleet.getLevel();
        if (quiet) {
            fleet.setLevel(Level.WARN);
        }
    }

    @Override
    public void close() {
        fleet.setLevel(before);
    }
}
