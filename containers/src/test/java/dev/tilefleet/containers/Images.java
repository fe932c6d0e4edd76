package dev.tilefleet.containers;

import dev.tilefleet.standalone.TestingTiles;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Properties;

/** The images of the compose file: what is tested is what it starts. */
final class Images {
    private final Properties variables;

    private Images(Properties variables) {
        this.variables = variables;
    }

    static Images ofCompose() {
        Properties variables = new Properties();
        try (Reader file = Files.newBufferedReader(TestingTiles.repository().resolve("compose/.env"))) {
            variables.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Images(variables);
    }

    /** @param variable such as {@code KAFKA_IMAGE} */
    String of(String variable) {
        String image = variables.getProperty(variable);
        if (image == null) {
            throw new IllegalArgumentException("compose/.env does not name " + variable);
        }
        return image;
    }
}
