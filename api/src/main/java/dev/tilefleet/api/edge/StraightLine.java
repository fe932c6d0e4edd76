package dev.tilefleet.api.edge;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Runs straight-line code on virtual threads and brings its result back to the event loop it was called on. */
public final class StraightLine implements AutoCloseable {
    private final Vertx vertx;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("api-", 0).factory());

    public StraightLine(Vertx vertx) {
        this.vertx = vertx;
    }

    /** The result of the call, or what it threw. */
    public <T> Future<T> call(Callable<T> step) {
        Promise<T> promise = ((ContextInternal) vertx.getOrCreateContext()).promise();
        threads.execute(() -> {
            try {
                promise.complete(step.call());
            } catch (Throwable e) {
                // An Error too: a promise that nobody keeps leaves the client without an answer.
                promise.fail(e);
            }
        });
        return promise.future();
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
