package dev.tilefleet.standalone.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of an {@link EmbeddedStore}: {@code objects/{bucket}/{key}} beside a {@code lock}.
 *
 * <p>To open it takes the lock, makes sure of hard links, and removes what uploads left behind that were under way when
 * the last process was killed.
 */
final class EmbeddedStoreDirectory implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedStoreDirectory.class);

    private final Path objects;
    private final FileChannel lock;

    private EmbeddedStoreDirectory(Path objects, FileChannel lock) {
        this.objects = objects;
        this.lock = lock;
    }

    /** @throws IllegalStateException with a message for a person */
    static EmbeddedStoreDirectory open(Path data) {
        try {
            Path objects = Files.createDirectories(data.resolve("objects"));
            FileChannel lock = lock(data);
            try {
                requireHardLinks(data);
                sweep(objects);
            } catch (IOException | IllegalStateException e) {
                lock.close();
                throw e;
            }
            return new EmbeddedStoreDirectory(objects, lock);
        } catch (IOException e) {
            throw new IllegalStateException("no store can be kept in %s: %s".formatted(data, e), e);
        }
    }

    Path objects() {
        return objects;
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileChannel lock(Path data) throws IOException {
        FileChannel channel =
                FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock taken;
        try {
            taken = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            taken = null;
        }
        if (taken == null) {
            channel.close();
            throw new IllegalStateException("another store runs in " + data);
        }
        return channel;
    }

    private static void requireHardLinks(Path data) throws IOException {
        Path file = data.resolve("link-probe-" + UUID.randomUUID());
        Path link = data.resolve("link-probe-" + UUID.randomUUID());
        Files.createFile(file);
        try {
            Files.createLink(link, file);
            if (linksOver(link, file)) {
                throw new IllegalStateException(
                        "the file system of %s makes a hard link over an existing file: it cannot keep a store"
                                .formatted(data));
            }
        } catch (IOException | UnsupportedOperationException e) {
            throw new IllegalStateException(
                    "the file system of %s has no hard links: it cannot keep a store (%s)".formatted(data, e), e);
        } finally {
            Files.deleteIfExists(link);
            Files.deleteIfExists(file);
        }
    }

    private static boolean linksOver(Path existing, Path file) throws IOException {
        try {
            Files.createLink(existing, file);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    private static void sweep(Path objects) throws IOException {
        Files.walkFileTree(objects, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (WholeObjectStore.isUnfinished(file.getFileName().toString())) {
                    Files.delete(file);
                    log.atInfo().addKeyValue("file", file).log("unfinished upload removed");
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
