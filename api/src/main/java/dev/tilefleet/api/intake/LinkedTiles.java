package dev.tilefleet.api.intake;

import dev.tilefleet.api.outbound.Outbound;
import dev.tilefleet.config.ByteSize;
import io.vertx.core.Future;
import java.net.URI;
import java.util.Optional;

/**
 * Tiles that lie behind URLs of users.
 *
 * @param limit on a tile's bytes
 */
record LinkedTiles(Outbound outbound, Spool spool, long limit) {

    /** Fetches the tile and gives it to the sink. */
    Future<Arrival> receive(URI href, Submission asked, TileSink sink) {
        return outbound.get(href, new ByteSize(limit))
                .compose(download -> new RawBody(download.body(), download.length(), name(href), spool, limit)
                        .receive(asked, sink)
                        .onComplete(_ -> download.close()));
    }

    private static Optional<String> name(URI href) {
        return Optional.ofNullable(href.getPath()).flatMap(FileName::plain);
    }
}
