package dev.tilefleet.api.intake;

import dev.tilefleet.api.edge.StraightLine;
import dev.tilefleet.api.outbound.Outbound;
import dev.tilefleet.api.problem.UnreadBody;
import dev.tilefleet.config.ByteSize;
import dev.tilefleet.job.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.nio.file.Path;

/** Bodies of requests in every form that holds a tile. */
public final class TileBodies {
    private final Spool spool;
    private final StraightLine straightLine;
    private final LinkedTiles links;
    private final long limit;

    /**
     * Takes tiles of at most this size.
     *
     * @param outbound for tiles that are linked to
     * @param spool where those wait whose length is not known before their end
     */
    public TileBodies(Vertx vertx, StraightLine straightLine, Outbound outbound, Path spool, ByteSize limit) {
        this.spool = new Spool(vertx.fileSystem(), straightLine, spool);
        this.straightLine = straightLine;
        this.limit = limit.bytes();
        this.links = new LinkedTiles(outbound, this.spool, this.limit);
    }

    /**
     * The body of a paused request, as its head describes it.
     *
     * @throws ProblemException if the head is reason enough to refuse it
     */
    public TileBody of(RoutingContext context) {
        HttpServerRequest request = context.request();
        TileRequest tile = TileRequest.of(request.headers(), limit);
        TileBody body = switch (tile.form()) {
            case MULTIPART -> new MultipartBody(request, spool, limit, FormRules.EXECUTION);
            case RAW -> new RawBody(request, tile.length(), tile.name(), spool, limit);
            case JSON -> new JsonBody(request, spool, straightLine, links, limit);
        };
        return invited(context, body);
    }

    /**
     * The form of a paused request that is known to be one.
     *
     * @throws ProblemException if the head is reason enough to refuse it
     */
    public TileBody form(RoutingContext context, FormRules rules) {
        HttpServerRequest request = context.request();
        TileRequest.of(request.headers(), limit);
        return invited(context, new MultipartBody(request, spool, limit, rules));
    }

    /**
     * The document of a paused request, which is no tile.
     *
     * @param most bytes that it may have, if a tile may have as many
     * @throws ProblemException if the head is reason enough to refuse it
     */
    public TileBody document(RoutingContext context, DocumentReader reader, ByteSize most) {
        HttpServerRequest request = context.request();
        long limited = Math.min(most.bytes(), limit);
        TileRequest.requireDocument(request.headers(), limited);
        return invited(context, new DocumentBody(request, spool, straightLine, reader, limited));
    }

    private static TileBody invited(RoutingContext context, TileBody body) {
        return (head, sink) -> {
            if (context.response().closed()) {
                // Nobody will say so again.
                return Future.failedFuture(CheckedBody.brokenOff(0));
            }
            // Not before: by now the head has passed every check.
            UnreadBody.invite(context);
            return body.receive(head, sink);
        };
    }

    /** A tile that lies behind a URL of a user. */
    public TileBody at(URI href) {
        return (head, sink) -> links.receive(href, head, sink);
    }
}
