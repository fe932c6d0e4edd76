package dev.tilefleet.api.intake;

import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.job.Sha256;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * A tile's bytes passing by: counted, digested, and refused when they do not begin as a TIFF or become too many.
 *
 * <p>{@link #head} reads the first bytes and pauses; the rest comes by the methods of {@link ReadStream}. After a refusal
 * nothing more is passed on, and {@link #fault} says why.
 */
final class CheckedBody implements ReadStream<Buffer> {
    private final ReadStream<Buffer> source;
    private final long limit;
    private final long most;
    private final MessageDigest digest = Sha256.running();
    private long count;
    private boolean ended;
    private boolean beginning;
    private boolean flowing;
    private boolean senderThrough;
    private Optional<ProblemException> fault = Optional.empty();
    private Handler<Throwable> exceptionHandler = _ -> {};
    private Handler<Void> endHandler = _ -> {};

    /** @param source paused, and handed to this stream alone */
    CheckedBody(ReadStream<Buffer> source, long limit) {
        this(source, limit, limit);
    }

    /**
     * A tile among other bytes.
     *
     * @param source paused, and handed to this stream alone
     * @param limit on the tile
     * @param most on all of it
     */
    CheckedBody(ReadStream<Buffer> source, long limit, long most) {
        this.source = source;
        this.limit = limit;
        this.most = most;
        source.exceptionHandler(failure -> fail(failure instanceof ProblemException known ? known : brokenOff(count)));
        source.endHandler(_ -> {
            ended = true;
            endHandler.handle(null);
        });
    }

    private void fail(ProblemException problem) {
        if (fault.isEmpty()) {
            fault = Optional.of(problem);
            exceptionHandler.handle(problem);
        }
    }

    /** The first bytes, four at least; fails if they are not those of a TIFF, or there are none. */
    Future<Buffer> head() {
        Promise<Buffer> promise = Promise.promise();
        Buffer head = Buffer.buffer();
        beginning = true;
        exceptionHandler(promise::tryFail);
        endHandler = _ -> promise.tryFail(head.length() == 0 ? empty() : TiffMagic.missing());
        source.handler(buffer -> {
            head.appendBuffer(buffer);
            if (head.length() < TiffMagic.LENGTH) {
                source.fetch(1);
                return;
            }
            source.handler(null);
            beginning = false;
            if (!TiffMagic.matches(head)) {
                promise.tryFail(TiffMagic.missing());
            } else if (pass(head)) {
                promise.tryComplete(head);
            } else {
                promise.tryFail(fault.orElseThrow());
            }
        });
        source.fetch(1);
        return promise.future();
    }

    /**
     * Whoever sends has no more, for what encloses this stream has ended. What is here already is passed on at once: it
     * is little. If the stream's end is not in it, none will come, and this stream fails.
     */
    void senderIsThrough() {
        senderThrough = true;
        if (flowing) {
            source.resume();
        }
        if (beginning || flowing) {
            expectEnd();
        }
    }

    private void expectEnd() {
        // What waits in the source takes its turn on this event loop before.
        Vertx.currentContext().runOnContext(_ -> {
            if ((beginning || flowing) && !ended) {
                fail(brokenOff(count));
            }
        });
    }

    long count() {
        return count;
    }

    /** The digest of all that passed; may be asked once, at the end. */
    Sha256 sha256() {
        return Sha256.finish(digest);
    }

    /** What is wrong with these bytes, if anything is: refused, or not all that was to come. */
    Optional<ProblemException> fault() {
        return fault;
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
        if (fault.isPresent()) {
            return false;
        }
        count += buffer.length();
        if (count > most) {
            fail(UploadLimit.exceeded(limit));
            return false;
        }
        digest.update(buffer.getBytes());
        return true;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
        exceptionHandler = handler == null ? _ -> {} : handler;
        // The source may have broken while nobody was asking it for more.
        fault.ifPresent(exceptionHandler::handle);
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
        if (!senderThrough) {
            source.pause();
        }
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        flowing = true;
        source.resume();
        if (senderThrough) {
            expectEnd();
        }
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        source.fetch(amount);
        return this;
    }

    /** What is told of a body that ends too early. */
    static ProblemException brokenOff(long count) {
        return new ProblemException(
                ProblemType.UPLOAD_INCOMPLETE,
                "The upload broke off after %d bytes of the tile. Send it again.".formatted(count));
    }

    private static ProblemException empty() {
        return new ProblemException(
                ProblemType.EMPTY_BODY,
                "The request carries no tile. Send the GeoTIFF's bytes, for example with curl --data-binary @tile.tif.");
    }
}
