package dev.tilefleet.api.intake;

import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** One {@code multipart/form-data} request: part {@code file} is the tile, the other parts are parameters. */
final class MultipartTile {
    private static final String FILE = "file";

    private final HttpServerRequest request;
    private final Spool spool;
    private final long limit;
    private final Promise<Void> end = Promise.promise();
    private Optional<Future<SpooledTile>> tile = Optional.empty();

    MultipartTile(HttpServerRequest request, Spool spool, long limit) {
        this.request = request;
        this.spool = spool;
        this.limit = limit;
    }

    /** Reads the paused request to its end; gives the tile, on disk. The other parts are the request's form attributes. */
    Future<SpooledTile> read() {
        request.setExpectMultipart(true);
        request.exceptionHandler(failure -> end.tryFail(malformed(failure)));
        request.endHandler(_ -> end.tryComplete());
        request.uploadHandler(this::part);
        request.resume();
        return end.future()
                .compose(_ -> tile.orElseGet(() -> Future.failedFuture(missing())))
                .onFailure(_ -> tile.ifPresent(held -> held.onSuccess(SpooledTile::close)));
    }

    private void part(HttpServerFileUpload part) {
        if (part.name().equals(FILE) && tile.isEmpty()) {
            CheckedBody body = new CheckedBody(part.pause(), limit);
            Optional<String> name = Optional.ofNullable(part.filename()).filter(text -> !text.isBlank());
            tile = Optional.of(
                    body.head().compose(head -> spool.hold(head, body, name)).onFailure(failure -> {
                        part.handler(_ -> {}).resume();
                        end.tryFail(failure);
                    }));
        } else {
            part.handler(_ -> {});
        }
    }

    private static ProblemException missing() {
        return new ProblemException(
                ProblemType.FILE_PART_MISSING,
                "The form has no file part named \"file\". Send one, for example with curl -F file=@tile.tif.");
    }

    private static ProblemException malformed(Throwable failure) {
        return new ProblemException(
                ProblemType.MALFORMED_REQUEST, "The form cannot be read: %s.".formatted(failure.getMessage()));
    }
}
