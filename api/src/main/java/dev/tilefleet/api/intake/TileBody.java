package dev.tilefleet.api.intake;

import io.vertx.core.Future;

/** The body of a submission, not read yet: a tile, and perhaps more of what is asked. */
public interface TileBody {
    /**
     * Reads the body to its end and gives the tile to the sink.
     *
     * @param head what was asked before the body
     * @return what the sink made of it; fails with {@link dev.tilefleet.job.ProblemException} if the body is no good
     */
    Future<Arrival> receive(Submission head, TileSink sink);
}
