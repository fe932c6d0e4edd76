package dev.tilefleet.api.intake;

import dev.tilefleet.job.Sha256;
import io.vertx.core.file.AsyncFile;
import java.util.Optional;

/**
 * A tile on disk, all of it. Whoever takes it closes it.
 *
 * @param file paused, to be read from its begin
 * @param length in bytes
 * @param name what the client calls it
 */
record SpooledTile(AsyncFile file, long length, Sha256 sha256, Optional<String> name) {
    void close() {
        var _ = file.close();
    }
}
