package dev.tilefleet.api.follow;

import io.vertx.core.Promise;
import java.time.Duration;

/** What a waiter needs of the event loop that it was begun on. */
interface EventLoop {
    /** May be completed by any thread; whoever listens to it is called on this loop. */
    <T> Promise<T> promise();

    /**
     * Has this run once, on this loop.
     *
     * @return by which it can be called off
     */
    long after(Duration time, Runnable step);

    void callOff(long timer);
}
