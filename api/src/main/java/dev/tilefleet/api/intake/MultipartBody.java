package dev.tilefleet.api.intake;

import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** One {@code multipart/form-data} request: part {@code file} is the tile, the other parts say what else is asked. */
final class MultipartBody implements TileBody {
    private static final String FILE = "file";

    private final HttpServerRequest request;
    private final Spool spool;
    private final long limit;
    private final FormRules rules;
    private final Promise<Void> end = Promise.promise();
    private Optional<CheckedBody> body = Optional.empty();
    private Optional<Future<SpooledTile>> tile = Optional.empty();

    MultipartBody(HttpServerRequest request, Spool spool, long limit, FormRules rules) {
        this.request = request;
        this.spool = spool;
        this.limit = limit;
        this.rules = rules;
    }

    @Override
    public Future<Arrival> receive(Submission head, TileSink sink) {
        return read().compose(held -> held.into(sink, () -> rules.ask(head, request.formAttributes())));
    }

    /** Reads the paused request to its end; gives the tile, on disk. The other parts are the request's form attributes. */
    private Future<SpooledTile> read() {
        request.setExpectMultipart(true);
        request.exceptionHandler(failure -> end.tryFail(malformed(failure)));
        request.endHandler(_ -> {
            // The end of a form that lacks its last line is not the end of the part before.
            body.ifPresent(CheckedBody::senderIsThrough);
            end.tryComplete();
        });
        request.uploadHandler(this::part);
        request.resume();
        return end.future()
                .compose(_ -> tile.orElseGet(() -> Future.failedFuture(missing())))
                .onFailure(_ -> tile.ifPresent(held -> held.onSuccess(SpooledTile::close)));
    }

    private void part(HttpServerFileUpload part) {
        if (part.name().equals(FILE) && body.isEmpty()) {
            named(part);
        } else {
            part.handler(_ -> {});
            if (part.name().equals(FILE)) {
                end.tryFail(new ProblemException(
                        ProblemType.MALFORMED_REQUEST,
                        "The form has several parts named \"file\". Send one tile a request."));
            }
        }
    }

    private void named(HttpServerFileUpload part) {
        Optional<String> name = Optional.ofNullable(part.filename()).filter(text -> !text.isBlank());
        try {
            rules.checkName(name);
            hold(part, name);
        } catch (ProblemException e) {
            part.handler(_ -> {});
            end.tryFail(e);
        }
    }

    private void hold(HttpServerFileUpload part, Optional<String> name) {
        CheckedBody content = new CheckedBody(part.pause(), limit);
        body = Optional.of(content);
        tile = Optional.of(
                content.head().compose(head -> spool.hold(head, content, name)).onFailure(failure -> {
                    part.handler(_ -> {}).resume();
                    end.tryFail(failure);
                }));
    }

    private static ProblemException missing() {
        return new ProblemException(
                ProblemType.FILE_PART_MISSING,
                "The form has no file part named \"file\". Send one, for example with curl -F file=@tile.tif.");
    }

    private static ProblemException malformed(Throwable failure) {
        // Its decoder wraps what it met, and says so.
        Throwable met = failure.getCause() == null ? failure : failure.getCause();
        return new ProblemException(
                ProblemType.MALFORMED_REQUEST,
                "The form cannot be read: %s. A tile is a file of the form, as curl -F file=@tile.tif sends it; fields are short."
                        .formatted(met.getMessage()));
    }
}
