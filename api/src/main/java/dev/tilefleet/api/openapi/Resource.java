package dev.tilefleet.api.openapi;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** A JSON file beside this package. */
final class Resource {
    private Resource() {}

    static Optional<JsonObject> json(String name) {
        try (InputStream stream = Resource.class.getResourceAsStream(name)) {
            return stream == null
                    ? Optional.empty()
                    : Optional.of(new JsonObject(Buffer.buffer(stream.readAllBytes())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
