package dev.tilefleet.api.intake;

import dev.tilefleet.job.Sha256;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A tile's bytes on their way, of known length.
 *
 * @param head the first of them
 * @param rest the others, paused
 * @param length of both together
 * @param sha256 may be asked once, when all of it is read
 * @param name what the client calls the tile
 */
record TileStream(Buffer head, ReadStream<Buffer> rest, long length, Supplier<Sha256> sha256, Optional<String> name) {

    /** Reads all of it and keeps nothing; fails as it does. */
    Future<Void> skip() {
        Promise<Void> end = Promise.promise();
        rest.exceptionHandler(end::tryFail);
        rest.endHandler(_ -> end.tryComplete());
        rest.handler(_ -> {});
        rest.resume();
        return end.future();
    }
}
