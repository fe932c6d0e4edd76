package dev.tilefleet.api.intake;

import dev.tilefleet.api.edge.StraightLine;
import dev.tilefleet.job.Sha256;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;

/**
 * A document that is a job's input, small enough to be held in memory while it is read. It waits on disk until it is
 * whole, so that slow clients cost no more than fast ones, and what is kept of it goes on from there as a tile would.
 *
 * @param source paused
 * @param limit on its bytes
 */
record DocumentBody(
        ReadStream<Buffer> source, Spool spool, StraightLine straightLine, DocumentReader reader, long limit)
        implements TileBody {

    @Override
    public Future<Arrival> receive(Submission head, TileSink sink) {
        return spool.hold(new CheckedBody(source, limit))
                .compose(text -> straightLine
                        .call(() -> whole(text))
                        .compose(document -> reader.read(document, head))
                        .compose(read -> straightLine
                                .call(() -> written(read.kept().getBytes(), text))
                                .compose(kept -> kept.give(sink, read.asked())))
                        .onComplete(_ -> text.close()));
    }

    private static byte[] whole(SpooledText text) throws IOException {
        // Not closed: the file has more to do.
        return Channels.newInputStream(text.channel()).readAllBytes();
    }

    private static SpooledTile written(byte[] kept, SpooledText text) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(kept);
        while (rest.hasRemaining()) {
            text.channel().write(rest, rest.position());
        }
        return text.tile(kept.length, Sha256.of(kept));
    }
}
