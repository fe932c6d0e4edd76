package dev.tilefleet.api.follow;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;

/** One of Vert.x. */
record VertxLoop(Vertx vertx, ContextInternal context) implements EventLoop {
    /** The one that the caller is on. */
    static VertxLoop here(Vertx vertx) {
        return new VertxLoop(vertx, (ContextInternal) vertx.getOrCreateContext());
    }

    @Override
    public void run(Runnable step) {
        context.runOnContext(_ -> step.run());
    }

    @Override
    public <T> Promise<T> promise() {
        return context.promise();
    }

    @Override
    public long after(Duration time, Runnable step) {
        return vertx.setTimer(Math.max(1, time.toMillis()), _ -> step.run());
    }

    @Override
    public void callOff(long timer) {
        vertx.cancelTimer(timer);
    }
}
