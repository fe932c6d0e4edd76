package dev.tilefleet.api.intake;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.streams.WriteStream;

/**
 * The body of a request to the store. The request may be over before its body is, because the connection broke or the
 * store refused: asked then whether it is full, it throws, and a pipe that asks has no place for that.
 */
final class OutgoingBody implements WriteStream<Buffer> {
    private final HttpClientRequest request;

    OutgoingBody(HttpClientRequest request) {
        this.request = request;
    }

    @Override
    public boolean writeQueueFull() {
        try {
            return request.writeQueueFull();
        } catch (IllegalStateException e) {
            // It is over: the write before has failed, which ends the pipe.
            return false;
        }
    }

    @Override
    public Future<Void> write(Buffer data) {
        return request.write(data);
    }

    @Override
    public Future<Void> end() {
        return request.end();
    }

    @Override
    public WriteStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
        request.exceptionHandler(handler);
        return this;
    }

    @Override
    public WriteStream<Buffer> setWriteQueueMaxSize(int size) {
        request.setWriteQueueMaxSize(size);
        return this;
    }

    @Override
    public WriteStream<Buffer> drainHandler(Handler<Void> handler) {
        request.drainHandler(handler);
        return this;
    }
}
