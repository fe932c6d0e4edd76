package dev.tilefleet.api.intake;

import dev.tilefleet.api.edge.StraightLine;
import dev.tilefleet.config.ByteSize;
import dev.tilefleet.job.Job;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.Sha256;
import dev.tilefleet.store.TileStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Brings the tile of a request into the store: streamed where its length is known from the head, else by way of the
 * spool.
 */
public final class TileIntake {
    private static final String MEDIA_TYPE = "image/tiff";

    private final InputUpload upload;
    private final Spool spool;
    private final long limit;

    /**
     * Takes tiles of at most this size.
     *
     * @param storeClient for the store's endpoint
     */
    public TileIntake(
            Vertx vertx,
            TileStore store,
            HttpClient storeClient,
            StraightLine straightLine,
            Path spool,
            ByteSize limit) {
        this.upload = new InputUpload(store, storeClient, straightLine);
        this.spool = new Spool(vertx.fileSystem(), spool);
        this.limit = limit.bytes();
    }

    /**
     * What the head of a request says of its tile.
     *
     * @throws ProblemException if that is reason enough to refuse it
     */
    TileRequest inspect(HttpServerRequest request) {
        return TileRequest.of(request.headers(), limit);
    }

    /**
     * Reads the body of a paused request and writes it to the store. Where this fails, nothing of it stays there, as far
     * as the store can be reached.
     *
     * @param form looks at what a form has beside its tile, and throws {@link ProblemException} where that is no good:
     *     before anything is written, for no job would ever name it
     */
    Future<Job.Input> store(HttpServerRequest request, TileRequest tile, String key, Runnable form) {
        return switch (tile.form()) {
            case MULTIPART -> new MultipartTile(request, spool, limit).read().compose(held -> unspool(held, key, form));
            case RAW -> tile.length().isPresent() ? stream(request, tile, key) : spool(request, tile, key);
        };
    }

    private Future<Job.Input> stream(HttpServerRequest request, TileRequest tile, String key) {
        CheckedBody body = new CheckedBody(request, limit);
        long length = tile.length().getAsLong();
        return body.head()
                .compose(head -> upload.put(key, head, body, length)
                        .recover(failure -> Future.failedFuture(
                                body.fault().<Throwable>map(fault -> fault).orElse(failure))))
                .map(_ -> input(key, body.count(), body.sha256(), tile.name()));
    }

    private Future<Job.Input> spool(HttpServerRequest request, TileRequest tile, String key) {
        CheckedBody body = new CheckedBody(request, limit);
        return body.head()
                .compose(head -> spool.hold(head, body, tile.name()))
                .compose(held -> unspool(held, key, () -> {}));
    }

    private Future<Job.Input> unspool(SpooledTile tile, String key, Runnable form) {
        return Future.succeededFuture()
                .compose(_ -> {
                    form.run();
                    return upload.put(key, Buffer.buffer(), tile.file(), tile.length());
                })
                .map(_ -> input(key, tile.length(), tile.sha256(), tile.name()))
                .onComplete(_ -> tile.close());
    }

    private static Job.Input input(String key, long size, Sha256 sha256, Optional<String> name) {
        return new Job.Input(key, size, sha256, MEDIA_TYPE, name.flatMap(FileName::plain));
    }
}
