package dev.tilefleet.api.intake;

import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.job.Sha256;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A tile's bytes passing by: counted, digested, and refused when they do not begin as a TIFF or become too many.
 *
 * <p>{@link #head} reads the first bytes and pauses; the rest comes by the methods of {@link ReadStream}. After a refusal
 * nothing more is passed on, and {@link #explain} says why.
 */
final class CheckedBody implements ReadStream<Buffer> {
    private static final int MAGIC = 4;

    private final ReadStream<Buffer> source;
    private final long limit;
    private final MessageDigest digest = Sha256.running();
    private long count;
    private boolean ended;
    private boolean broke;
    private Optional<ProblemException> refusal = Optional.empty();
    private Handler<Throwable> exceptionHandler = _ -> {};
    private Handler<Void> endHandler = _ -> {};
    private Optional<Throwable> cause = Optional.empty();

    /** @param source paused, and handed to this stream alone */
    CheckedBody(ReadStream<Buffer> source, long limit) {
        this.source = source;
        this.limit = limit;
        source.exceptionHandler(failure -> {
            broke = true;
            cause = Optional.of(failure);
            exceptionHandler.handle(failure);
        });
        source.endHandler(_ -> {
            ended = true;
            endHandler.handle(null);
        });
    }

    /** The first bytes, four at least; fails if they are not those of a TIFF, or there are none. */
    Future<Buffer> head() {
        Promise<Buffer> promise = Promise.promise();
        Buffer head = Buffer.buffer();
        exceptionHandler = promise::tryFail;
        endHandler = _ -> promise.tryFail(head.length() == 0 ? empty() : notTiff());
        source.handler(buffer -> {
            head.appendBuffer(buffer);
            if (head.length() < MAGIC) {
                source.fetch(1);
                return;
            }
            source.handler(null);
            if (!TiffMagic.matches(head)) {
                promise.tryFail(notTiff());
            } else if (pass(head)) {
                promise.tryComplete(head);
            } else {
                promise.tryFail(refusal.orElseThrow());
            }
        });
        source.fetch(1);
        return promise.future();
    }

    long count() {
        return count;
    }

    /** The digest of all that passed; may be asked once, at the end. */
    Sha256 sha256() {
        return Sha256.finish(digest);
    }

    /**
     * Why something failed that was done with these bytes: because of them, if they were refused or broke off, else as it
     * says itself.
     *
     * @param announced how many the sender promised, if he did
     */
    Throwable explain(Throwable failure, OptionalLong announced) {
        if (refusal.isPresent()) {
            return refusal.get();
        }
        return broke && !(failure instanceof ProblemException) ? incomplete(announced) : failure;
    }

    @Override
    public ReadStream<Buffer> handler(Handler<Buffer> handler) {
        source.handler(
                handler == null
                        ? null
                        : buffer -> {
                            if (pass(buffer)) {
                                handler.handle(buffer);
                            }
                        });
        return this;
    }

    /** Counts and digests; false if nothing is passed on any more. */
    private boolean pass(Buffer buffer) {
        if (refusal.isPresent()) {
            return false;
        }
        count += buffer.length();
        if (count > limit) {
            refusal = Optional.of(UploadLimit.exceeded(limit));
            exceptionHandler.handle(refusal.get());
            return false;
        }
        digest.update(buffer.getBytes());
        return true;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
        exceptionHandler = handler == null ? _ -> {} : handler;
        // It may have broken off while nobody listened, between the head and the rest.
        cause.ifPresent(exceptionHandler::handle);
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(Handler<Void> handler) {
        endHandler = handler == null ? _ -> {} : handler;
        if (ended) {
            endHandler.handle(null);
        }
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        source.pause();
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        source.resume();
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        source.fetch(amount);
        return this;
    }

    private ProblemException incomplete(OptionalLong announced) {
        return new ProblemException(
                ProblemType.UPLOAD_INCOMPLETE,
                "The upload broke off after %d%s bytes. Send it again."
                        .formatted(count, announced.isPresent() ? " of " + announced.getAsLong() : ""));
    }

    private static ProblemException empty() {
        return new ProblemException(
                ProblemType.EMPTY_BODY,
                "The request carries no tile. Send the GeoTIFF's bytes, for example with curl --data-binary @tile.tif.");
    }

    private static ProblemException notTiff() {
        return new ProblemException(
                ProblemType.NOT_A_GEOTIFF,
                "The bytes do not begin as those of a TIFF file do. Send a GeoTIFF; other formats can be converted"
                        + " with gdal_translate -of GTiff.");
    }
}
