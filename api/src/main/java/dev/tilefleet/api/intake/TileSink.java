package dev.tilefleet.api.intake;

import io.vertx.core.Future;

/** Where a tile goes. */
interface TileSink {
    /**
     * Takes a tile whole.
     *
     * @param asked all of it: it is checked before a byte is written, for no job would ever name those bytes
     */
    Future<Arrival> take(Submission asked, TileStream tile);
}
