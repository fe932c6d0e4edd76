package dev.tilefleet.worker.raster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Real tiles and expected results that lie beside the repository, or where {@code TILEFLEET_SHARED} says. */
public final class TestingShared {
    private TestingShared() {}

    /** The file; the test is skipped where it is not. */
    @SuppressWarnings("checkstyle:RegexpSinglelineJava") // a test has no main to hand it the variable
    public static Path file(String name) {
        Optional<Path> file = Stream.concat(
                        Stream.ofNullable(System.getenv("TILEFLEET_SHARED")).map(Path::of),
                        Stream.of(Path.of("../shared"), Path.of("../../shared")))
                .map(folder -> folder.resolve(name))
                .filter(Files::isRegularFile)
                .findFirst();
        Assumptions.assumeTrue(file.isPresent(), () -> "not here: shared/" + name);
        return file.orElseThrow();
    }
}
