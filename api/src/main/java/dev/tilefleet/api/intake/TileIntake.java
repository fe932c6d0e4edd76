package dev.tilefleet.api.intake;

import dev.tilefleet.config.ByteSize;
import dev.tilefleet.job.Job;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.store.TileStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;

/**
 * Brings the tile of a request into the store: streamed where its length is known from the head, else by way of the
 * spool.
 */
public final class TileIntake {
    private final InputUpload upload;
    private final Spool spool;
    private final long limit;

    /**
     * Takes tiles of at most this size.
     *
     * @param storeClient for the store's endpoint
     */
    public TileIntake(Vertx vertx, TileStore store, HttpClient storeClient, Path spool, ByteSize limit) {
        this.upload = new InputUpload(store, storeClient);
        this.spool = new Spool(vertx.fileSystem(), spool);
        this.limit = limit.bytes();
    }

    /**
     * What the head of a request says of its tile.
     *
     * @throws ProblemException if that is reason enough to refuse it
     */
    TileRequest inspect(HttpServerRequest request) {
        return TileRequest.of(request, limit);
    }

    /** Reads the body of a paused request and writes it to the store. */
    Future<Job.Input> store(HttpServerRequest request, TileRequest tile, String key) {
        return switch (tile.form()) {
            case MULTIPART -> new MultipartTile(request, spool, limit).read().compose(held -> unspool(held, key));
            case RAW -> tile.length().isPresent() ? stream(request, tile, key) : spool(request, tile, key);
        };
    }

    private Future<Job.Input> stream(HttpServerRequest request, TileRequest tile, String key) {
        CheckedBody body = new CheckedBody(request, limit);
        return body.head()
                .compose(head -> upload.put(key, head, body, tile.length().getAsLong(), tile.name()));
    }

    private Future<Job.Input> spool(HttpServerRequest request, TileRequest tile, String key) {
        CheckedBody body = new CheckedBody(request, limit);
        return body.head()
                .compose(head -> spool.hold(head, body))
                .compose(file -> unspool(new SpooledTile(file, body.count(), tile.name()), key));
    }

    private Future<Job.Input> unspool(SpooledTile tile, String key) {
        CheckedBody body = new CheckedBody(tile.file().pause(), limit);
        return body.head()
                .compose(head -> upload.put(key, head, body, tile.length(), tile.name()))
                .onComplete(_ -> tile.close());
    }
}
