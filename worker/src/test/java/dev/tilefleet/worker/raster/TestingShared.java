package dev.tilefleet.worker.raster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Real tiles and expected results that lie beside the repository, or where {@code TILEFLEET_SHARED} says. */
public final class TestingShared {
    private TestingShared() {}

    /** The file; the test is skipped where there is no such folder, and fails where the folder lacks the file. */
    @SuppressWarnings("checkstyle:RegexpSinglelineJava") // a test has no main to hand it the variable
    public static Path file(String name) {
        Optional<Path> shared = Stream.concat(
                        Stream.ofNullable(System.getenv("TILEFLEET_SHARED")).map(Path::of),
                        Stream.of(Path.of("../shared"), Path.of("../../shared")))
                .filter(folder -> Files.isDirectory(folder.resolve("golden")))
                .findFirst();
        Assumptions.assumeTrue(shared.isPresent(), () -> "there is no shared folder with " + name);
        Path file = shared.orElseThrow().resolve(name);
        assertThat(file).isRegularFile();
        return file;
    }
}
