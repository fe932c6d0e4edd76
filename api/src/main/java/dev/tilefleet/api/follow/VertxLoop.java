package dev.tilefleet.api.follow;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;

/** Whichever loop of this Vert.x the caller is on. */
record VertxLoop(Vertx vertx) implements EventLoop {
    @Override
    public <T> Promise<T> promise() {
        return ((ContextInternal) vertx.getOrCreateContext()).promise();
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
