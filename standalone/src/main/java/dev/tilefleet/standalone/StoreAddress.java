package dev.tilefleet.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the embedded store listens, in a file of the data folder for those who know no more than that folder. */
final class StoreAddress implements AutoCloseable {
    private final Path file;

    private StoreAddress(Path file) {
        this.file = file;
    }

    /** Says it until this is closed. */
    static StoreAddress announce(Path data, URI endpoint) {
        StoreAddress address = new StoreAddress(file(data));
        try {
            Files.writeString(address.file, endpoint.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return address;
    }

    /** What was said, if anything; whoever said it may have been killed since. */
    static Optional<URI> find(Path data) {
        try {
            return Optional.of(URI.create(Files.readString(file(data))));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Path file(Path data) {
        return data.resolve("s3.endpoint");
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
