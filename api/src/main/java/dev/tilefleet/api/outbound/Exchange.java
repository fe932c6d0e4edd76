package dev.tilefleet.api.outbound;

import dev.tilefleet.job.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One request and its answer, which are over when their time is, in whatever state they are then: the connection is
 * closed, and who waits is told.
 *
 * <p>All of it happens on one event loop: that of the context it was begun on.
 */
final class Exchange {
    private final Vertx vertx;
    private final Duration time;
    private final long timer;
    private Optional<HttpClientRequest> request = Optional.empty();
    private Consumer<ProblemException> waiting = _ -> {};
    private boolean over;

    /** Begins now. */
    Exchange(Vertx vertx, Duration time) {
        this.vertx = vertx;
        this.time = time;
        this.timer = vertx.setTimer(time.toMillis(), _ -> expire());
    }

    private void expire() {
        over = true;
        // Before the connection is closed: who waits would hear of that first.
        waiting.accept(Refusals.tooSlow(time));
        abandon();
    }

    /** What this step gives, if that is before the time is over. */
    <T> Future<T> within(Future<T> step) {
        Promise<T> promise = Promise.promise();
        waiting(promise::tryFail);
        step.onComplete(promise::tryComplete, promise::tryFail);
        return promise.future();
    }

    /** Whom to tell of the end of the time from now on. */
    void waiting(Consumer<ProblemException> waiting) {
        this.waiting = waiting;
    }

    boolean isOver() {
        return over;
    }

    /** Takes over the request, on a connection of its own. */
    void carry(HttpClientRequest made) {
        request = Optional.of(made);
        if (over) {
            var _ = made.reset();
        }
    }

    /** The answer has been read to its end. */
    void end() {
        over = true;
        vertx.cancelTimer(timer);
    }

    /** Nobody wants the rest of the answer. */
    void abandon() {
        end();
        request.ifPresent(made -> made.reset());
    }
}
