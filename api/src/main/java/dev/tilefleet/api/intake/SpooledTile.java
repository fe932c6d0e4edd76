package dev.tilefleet.api.intake;

import dev.tilefleet.job.Sha256;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A tile on disk, all of it. Whoever takes it closes it.
 *
 * @param file paused, to be read from its begin
 * @param length in bytes
 * @param name what the client calls it
 */
record SpooledTile(AsyncFile file, long length, Sha256 sha256, Optional<String> name) {

    /**
     * Gives it to the sink, and closes it.
     *
     * @param asked reads what came beside it
     */
    Future<Arrival> into(TileSink sink, Supplier<Submission> asked) {
        return Future.succeededFuture().compose(_ -> give(sink, asked.get())).onComplete(_ -> close());
    }

    /** Gives it to the sink. */
    Future<Arrival> give(TileSink sink, Submission asked) {
        return sink.take(asked, new TileStream(Buffer.buffer(), file, length, () -> sha256, name));
    }

    void close() {
        var _ = file.close();
    }
}
