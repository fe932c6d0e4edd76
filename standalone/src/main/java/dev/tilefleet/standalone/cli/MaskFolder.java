package dev.tilefleet.standalone.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.UUID;

/** Where masks are kept: whole or not at all, and never in the place of other content unless told so. */
final class MaskFolder {
    private final Path folder;
    private final boolean overwrite;

    private MaskFolder(Path folder, boolean overwrite) {
        this.folder = folder;
        this.overwrite = overwrite;
    }

    /**
     * The folder at this path, made if need be.
     *
     * @throws IOException if it cannot be made or written to
     */
    static MaskFolder at(Path folder, boolean overwrite) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new FileSystemException(folder.toString(), null, "is not a folder");
        }
        Files.createDirectories(folder);
        if (!Files.isWritable(folder)) {
            throw new FileSystemException(folder.toString(), null, "permission denied");
        }
        return new MaskFolder(folder, overwrite);
    }

    /**
     * Keeps the mask as {@code {stem}.npy} and returns that path.
     *
     * @throws IOException if it cannot be written, or there is a file with other content that may not be overwritten
     */
    Path keep(String stem, byte[] mask) throws IOException {
        Path file = folder.resolve(stem + ".npy");
        if (Files.exists(file) && !overwrite) {
            if (Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), mask)) {
                return file;
            }
            throw new FileSystemException(
                    file.toString(), null, "exists with other content; --overwrite would replace it");
        }
        Path draft = folder.resolve("." + UUID.randomUUID() + ".part");
        try {
            Files.write(draft, mask, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
        return file;
    }
}
