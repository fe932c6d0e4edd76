package dev.tilefleet.api.follow;

import io.vertx.core.Promise;
import java.time.Duration;

/** What one waiter needs of the event loop that it was begun on. */
interface EventLoop {
    /** Has this run on the loop. By any thread. */
    void run(Runnable step);

    /** May be completed by any thread; whoever listens to it is called on the loop. */
    <T> Promise<T> promise();

    /**
     * Has this run once, on the loop; called there.
     *
     * @return by which it can be called off
     */
    long after(Duration time, Runnable step);

    void callOff(long timer);
}
