package dev.tilefleet.api.follow;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;

/** Reads all that is written to it, until it reads no more. */
final class TestingClient implements WriteStream<Buffer> {
    private final StringBuilder read = new StringBuilder();
    private boolean isFull;
    private boolean hasEnded;

    /** What has come since the last call. */
    String read() {
        String text = read.toString();
        read.setLength(0);
        return text;
    }

    boolean hasEnded() {
        return hasEnded;
    }

    /** Reads no more. */
    void hang() {
        isFull = true;
    }

    @Override
    public Future<Void> write(Buffer data) {
        if (hasEnded) {
            throw new IllegalStateException("written after the end: " + data);
        }
        read.append(data);
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> end() {
        hasEnded = true;
        return Future.succeededFuture();
    }

    @Override
    public boolean writeQueueFull() {
        return isFull;
    }

    @Override
    public WriteStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
        return this;
    }

    @Override
    public WriteStream<Buffer> setWriteQueueMaxSize(int maxSize) {
        return this;
    }

    @Override
    public WriteStream<Buffer> drainHandler(Handler<Void> handler) {
        return this;
    }
}
