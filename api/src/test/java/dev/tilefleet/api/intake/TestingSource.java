package dev.tilefleet.api.intake;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.ArrayDeque;
import java.util.Deque;

/** A paused stream that hands out what it is given, a chunk for each that is asked for. */
final class TestingSource implements ReadStream<Buffer> {
    private final Deque<Buffer> chunks = new ArrayDeque<>();
    private Handler<Buffer> handler;
    private Handler<Void> endHandler = _ -> {};
    private Handler<Throwable> exceptionHandler = _ -> {};
    private long demand;
    private boolean delivering;
    private boolean ending;

    /** More bytes come in. */
    TestingSource send(byte... chunk) {
        chunks.add(Buffer.buffer(chunk));
        deliver();
        return this;
    }

    /** No more will come. */
    TestingSource end() {
        ending = true;
        deliver();
        return this;
    }

    /** The connection breaks. */
    TestingSource fail(Throwable failure) {
        exceptionHandler.handle(failure);
        return this;
    }

    private void deliver() {
        if (delivering) {
            return;
        }
        delivering = true;
        while (demand > 0 && handler != null && !chunks.isEmpty()) {
            demand -= demand == Long.MAX_VALUE ? 0 : 1;
            handler.handle(chunks.remove());
        }
        delivering = false;
        if (ending && chunks.isEmpty() && demand > 0) {
            ending = false;
            endHandler.handle(null);
        }
    }

    @Override
    public TestingSource handler(Handler<Buffer> handler) {
        this.handler = handler;
        return this;
    }

    @Override
    public TestingSource endHandler(Handler<Void> endHandler) {
        this.endHandler = endHandler;
        return this;
    }

    @Override
    public TestingSource exceptionHandler(Handler<Throwable> exceptionHandler) {
        this.exceptionHandler = exceptionHandler;
        return this;
    }

    @Override
    public TestingSource pause() {
        demand = 0;
        return this;
    }

    @Override
    public TestingSource resume() {
        return fetch(Long.MAX_VALUE);
    }

    @Override
    public TestingSource fetch(long amount) {
        demand = amount == Long.MAX_VALUE ? amount : demand + amount;
        deliver();
        return this;
    }
}
