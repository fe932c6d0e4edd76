package dev.tilefleet.standalone.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** A folder that goes away with all that is in it, unless it is to be kept. */
final class TemporaryFolder implements AutoCloseable {
    /** Somebody who has not stopped yet may add or remove a file while the folder is emptied. */
    private static final int ROUNDS = 5;

    private final Path path;
    private final boolean keep;

    private TemporaryFolder(Path path, boolean keep) {
        this.path = path;
        this.keep = keep;
    }

    /** A new one, where the system keeps such. */
    static TemporaryFolder create(boolean keep) throws IOException {
        return new TemporaryFolder(Files.createTempDirectory("tilefleet-demo-"), keep);
    }

    Path path() {
        return path;
    }

    /** Removes it, as long as there is something to remove. */
    @Override
    public synchronized void close() {
        for (int round = 1; !keep && Files.exists(path); round++) {
            try {
                Files.walkFileTree(path, new Removal());
            } catch (DirectoryNotEmptyException e) {
                if (round == ROUNDS) {
                    throw new UncheckedIOException(e);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class Removal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
