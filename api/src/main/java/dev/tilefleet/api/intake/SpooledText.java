package dev.tilefleet.api.intake;

import dev.tilefleet.job.Sha256;
import io.vertx.core.file.AsyncFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.util.Optional;

/**
 * A document on disk, all of it. Whoever takes it closes it.
 *
 * @param file for the event loop that opened it
 * @param channel the same file, for straight-line code
 */
record SpooledText(AsyncFile file, FileChannel channel) {

    /** The tile that was written over the begin of the document. */
    SpooledTile tile(long length, Sha256 sha256) {
        return new SpooledTile(Spool.toRead(file, length), length, sha256, Optional.empty());
    }

    void close() {
        var _ = file.close();
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
