package dev.tilefleet.api.intake;

import io.vertx.core.file.AsyncFile;
import java.util.Optional;

/**
 * A tile on disk whose length is known now. Whoever takes it closes it.
 *
 * @param file at its begin, and paused
 * @param length in bytes
 * @param name what the client calls it
 */
record SpooledTile(AsyncFile file, long length, Optional<String> name) {
    void close() {
        var _ = file.close();
    }
}
