package dev.tilefleet.api.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of entries, read again and again, so that keys come and go while the api runs. A file that is broken or gone
 * changes nothing, but for a line in the log: what was read last still counts.
 *
 * <p>It is small and read whole, since neither times nor notifications tell of every change on every file system.
 */
final class KeyFile implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(KeyFile.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Path path;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("api-keys").daemon().factory());
    private volatile KeyRing keys;
    /** What was seen last, so that it is told of once. */
    private String seen;

    /** @throws IllegalStateException for a person, if it cannot be read as it is now */
    KeyFile(Path path) {
        this.path = path;
        try {
            this.seen = Files.readString(path);
            this.keys = new KeyRing(KeyLines.read(seen));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "%s names %s, which cannot be read (%s). Make it, empty for a start; 'tilefleet keys new' prints a line for it."
                            .formatted(
                                    AccessConfig.API_KEYS.variable(),
                                    path,
                                    e.getClass().getSimpleName()),
                    e);
        } catch (BrokenKeysException e) {
            throw new IllegalStateException(
                    "%s names %s, which is broken: %s"
                            .formatted(AccessConfig.API_KEYS.variable(), path, e.getMessage()),
                    e);
        }
        log.atInfo().addKeyValue("keys", keys.size()).log("API keys read");
    }

    /** Looks at it from now on. */
    void start() {
        var _ = timer.scheduleWithFixedDelay(this::look, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The keys that count now. */
    KeyRing keys() {
        return keys;
    }

    /** Takes what the file says, if that is new and can be read. */
    void look() {
        String now;
        try {
            now = Files.readString(path);
        } catch (IOException e) {
            now = "cannot be read: " + e.getClass().getSimpleName();
            if (!now.equals(seen)) {
                kept(now);
            }
            seen = now;
            return;
        }
        if (!now.equals(seen)) {
            seen = now;
            take(now);
        }
    }

    private void take(String text) {
        try {
            keys = new KeyRing(KeyLines.read(text));
            log.atInfo().addKeyValue("keys", keys.size()).log("API keys read again");
        } catch (BrokenKeysException e) {
            kept(e.getMessage());
        } catch (RuntimeException e) {
            // Thrown on, it would end every look to come; what it says may hold a key.
            kept(e.getClass().getSimpleName());
        }
    }

    private void kept(String reason) {
        log.atError()
                .addKeyValue("file", path)
                .addKeyValue("reason", reason)
                .addKeyValue("keys", keys.size())
                .log("API keys are broken, those read last still count");
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
