package dev.tilefleet.api.intake;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A tile and nothing else: streamed where its length is known from the head, else by way of the spool.
 *
 * @param source paused
 * @param limit on its bytes
 */
record RawBody(ReadStream<Buffer> source, OptionalLong length, Optional<String> name, Spool spool, long limit)
        implements TileBody {

    @Override
    public Future<Arrival> receive(Submission head, TileSink sink) {
        CheckedBody body = new CheckedBody(source, limit);
        return body.head()
                .compose(begin -> length.isPresent()
                        ? stream(head, sink, begin, body)
                        : spool.hold(begin, body, name).compose(held -> held.into(sink, () -> head)));
    }

    /** What is wrong with the bytes is told before what that did to the sink. */
    private Future<Arrival> stream(Submission head, TileSink sink, Buffer begin, CheckedBody body) {
        return sink.take(head, new TileStream(begin, body, length.getAsLong(), body::sha256, name))
                .recover(failure -> Future.failedFuture(
                        body.fault().<Throwable>map(fault -> fault).orElse(failure)));
    }
}
