package dev.tilefleet.api.intake;

import dev.tilefleet.api.edge.StraightLine;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.io.BufferedInputStream;
import java.io.InputStream;
import java.nio.channels.Channels;

/**
 * OGC's execute document. It waits on disk until it is whole and is then read by straight-line code, so that no thread
 * waits for a client.
 *
 * @param source paused
 * @param limit on the tile's bytes, however it comes
 */
record JsonBody(ReadStream<Buffer> source, Spool spool, StraightLine straightLine, LinkedTiles links, long limit)
        implements TileBody {

    @Override
    public Future<Arrival> receive(Submission head, TileSink sink) {
        return spool.hold(new CheckedBody(source, limit, TileRequest.mostText(limit)))
                .compose(text -> straightLine
                        .call(() -> read(text, head))
                        .compose(document -> tile(document, text, sink))
                        .onComplete(_ -> text.close()));
    }

    private ExecuteDocument read(SpooledText text, Submission head) throws java.io.IOException {
        // Not closed: the file has more to do.
        InputStream document = new BufferedInputStream(Channels.newInputStream(text.channel()), 64 << 10);
        return ExecuteReader.read(document, head, new DecodedTile(text.channel(), limit));
    }

    private Future<Arrival> tile(ExecuteDocument document, SpooledText text, TileSink sink) {
        return switch (document.tile()) {
            case TileInput.Inline inline ->
                text.tile(inline.length(), inline.sha256()).give(sink, document.submission());
            case TileInput.Link link -> links.receive(link.href(), document.submission(), sink);
        };
    }
}
