package dev.tilefleet.api.outbound;

import dev.tilefleet.config.ByteSize;
import dev.tilefleet.job.ProblemException;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.Optional;

/**
 * An answer's body, up to a size and a time. Beyond either it fails with a {@link ProblemException}, and nothing more is
 * passed on.
 */
final class BoundedBody implements ReadStream<Buffer> {
    private final ReadStream<Buffer> source;
    private final Exchange exchange;
    private final ByteSize limit;
    private long count;
    private boolean ended;
    private Optional<ProblemException> fault = Optional.empty();
    private Handler<Throwable> exceptionHandler = _ -> {};
    private Handler<Void> endHandler = _ -> {};

    /** @param source paused */
    BoundedBody(ReadStream<Buffer> source, Exchange exchange, ByteSize limit, String host) {
        this.source = source;
        this.exchange = exchange;
        this.limit = limit;
        exchange.waiting(this::fail);
        source.exceptionHandler(_ -> fail(Refusals.brokenOff(host)));
        source.endHandler(_ -> {
            if (fault.isEmpty()) {
                exchange.end();
                ended = true;
                endHandler.handle(null);
            }
        });
    }

    private void fail(ProblemException problem) {
        if (!ended && fault.isEmpty()) {
            fault = Optional.of(problem);
            exchange.abandon();
            exceptionHandler.handle(problem);
        }
    }

    /** Lets the rest go unread. */
    void abandon() {
        if (!ended) {
            exchange.abandon();
        }
    }

    @Override
    public ReadStream<Buffer> handler(Handler<Buffer> handler) {
        source.handler(handler == null ? null : buffer -> pass(buffer, handler));
        return this;
    }

    private void pass(Buffer buffer, Handler<Buffer> handler) {
        count += buffer.length();
        if (count > limit.bytes()) {
            fail(Refusals.tooLarge(limit));
        }
        if (fault.isEmpty()) {
            handler.handle(buffer);
        }
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
        exceptionHandler = handler == null ? _ -> {} : handler;
        // It may have failed while nobody listened.
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
}
