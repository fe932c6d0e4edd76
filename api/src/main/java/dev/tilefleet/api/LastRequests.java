package dev.tilefleet.api;

import dev.tilefleet.lifecycle.DrainBudget;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.RoutingContext;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the requests that are being answered, and lets them end before the server does. */
final class LastRequests implements Handler<RoutingContext> {
    private static final long LOOK_MILLIS = 50;

    private final AtomicInteger open = new AtomicInteger();
    private final DrainBudget drain;
    private volatile OptionalInt left = OptionalInt.empty();

    LastRequests(DrainBudget drain) {
        this.drain = drain;
    }

    @Override
    public void handle(RoutingContext context) {
        open.incrementAndGet();
        context.addEndHandler(_ -> open.decrementAndGet());
        context.next();
    }

    /** Requests being answered; after the server's end those that were cut off. */
    int left() {
        return left.orElseGet(open::get);
    }

    /** Returns when the server has ended: at the last answer, or when the budget is spent. */
    void end(HttpServer server) {
        drain.begin();
        CompletableFuture<Void> quiet = server.shutdown(drain.left().toMillis() + 1, TimeUnit.MILLISECONDS)
                .toCompletionStage()
                .toCompletableFuture();
        while (!quiet.isDone() && !drain.isSpent()) {
            look(quiet);
        }
        // A server that is quiet has answered all, though the last of them may not be counted yet.
        left = OptionalInt.of(quiet.isDone() && !drain.isSpent() ? 0 : open.get());
        server.close().toCompletionStage().toCompletableFuture().join();
    }

    private static void look(CompletableFuture<Void> quiet) {
        try {
            quiet.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
