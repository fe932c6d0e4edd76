package dev.tilefleet.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Tiles to send, and what is known of their masks.
 *
 * <p>{@code cloud_6band.classes.npy.gz} is what PyTorch and NumPy made of the committed sample, whose attribution lies
 * beside it, in {@code models/cloud-mask}.
 */
public final class TestingTiles {
    private TestingTiles() {}

    /** The checkout that the tests run in. */
    public static Path repository() {
        return Stream.of(Path.of(""), Path.of(".."))
                .filter(folder -> Files.isDirectory(folder.resolve("models")))
                .findFirst()
                .orElseThrow()
                .toAbsolutePath()
                .normalize();
    }

    /** A real tile of 512×512 pixels and six bands with thick cloud and its shadow. */
    public static byte[] clouds() {
        return bytes(repository().resolve("models/cloud-mask/sample/cloud_6band.tif"));
    }

    /** The hand-made labels of that tile: a tile of the right size with one band. */
    static byte[] labels() {
        return bytes(repository().resolve("models/cloud-mask/sample/cloud_labels.tif"));
    }

    /** What cloud-mask makes of {@link #clouds}. */
    public static Mask cloudsMask() {
        try (InputStream packed = TestingTiles.class.getResourceAsStream("cloud_6band.classes.npy.gz")) {
            return Mask.read(new GZIPInputStream(packed));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Real tiles and expected masks that are too large or not ours to commit, if this machine has them. */
    @SuppressWarnings("checkstyle:RegexpSinglelineJava") // a test has no main to hand it the variable
    static Optional<Path> shared() {
        return Stream.concat(
                        Stream.ofNullable(System.getenv("TILEFLEET_SHARED")).map(Path::of),
                        Stream.of(repository().resolveSibling("shared")))
                .filter(folder -> Files.isDirectory(folder.resolve("golden")))
                .findFirst();
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
