package dev.tilefleet.standalone.embedded;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.store.Retention;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a bucket's lifecycle rules do in other stores, on the folder of one that knows none: removes objects whose time
 * is over. In the folder and not by listing, which S3Proxy does by walking all of it for each thousand keys.
 */
final class OldObjects implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(OldObjects.class);
    private static final Duration PERIOD = Duration.ofDays(1);

    /** Not in the midst of a start. */
    private static final Duration FIRST = Duration.ofMinutes(1);

    private final Path bucket;
    private final Retention retention;
    private final InstantSource clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("old-objects").daemon().factory());

    /** @param bucket its folder; need not be there yet */
    OldObjects(Path bucket, Retention retention, InstantSource clock) {
        this.bucket = requireNonNull(bucket, "bucket");
        this.retention = requireNonNull(retention, "retention");
        this.clock = requireNonNull(clock, "clock");
    }

    /** Removes from soon on, once a day. */
    void start() {
        var _ = timer.scheduleWithFixedDelay(this::attempt, FIRST.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void attempt() {
        try {
            int removed = remove();
            log.atInfo().addKeyValue("removed", removed).log("old objects removed");
        } catch (IOException | RuntimeException e) {
            // Thrown on, it would end every turn to come.
            log.atError().setCause(e).log("old objects cannot be removed now, a day later again");
        }
    }

    /** Once through the bucket; gives the number of objects that are gone. */
    int remove() throws IOException {
        int removed = 0;
        for (Retention.Rule rule : retention.rules()) {
            Path kind = bucket.resolve(rule.prefix());
            if (Files.isDirectory(kind)) {
                Sweep sweep = new Sweep(kind, clock.instant().minus(Duration.ofDays(rule.days())));
                Files.walkFileTree(kind, sweep);
                removed += sweep.removed;
            }
        }
        return removed;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** Through one kind of objects. What goes meanwhile, by a request, is gone. */
    private static final class Sweep extends SimpleFileVisitor<Path> {
        private final Path kind;
        private final Instant limit;
        private final Set<Path> oldFolders = new HashSet<>();
        private int removed;

        Sweep(Path kind, Instant limit) {
            this.kind = kind;
            this.limit = limit;
        }

        private boolean isOld(BasicFileAttributes attributes) {
            return attributes.lastModifiedTime().toInstant().isBefore(limit);
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            // An empty one may be new: an upload makes its folder first.
            if (!folder.equals(kind) && isOld(attributes)) {
                oldFolders.add(folder);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (isOld(attributes) && Files.deleteIfExists(file)) {
                removed++;
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
            if (oldFolders.remove(folder)) {
                try {
                    Files.deleteIfExists(folder);
                } catch (DirectoryNotEmptyException _) {
                    return FileVisitResult.CONTINUE;
                }
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
