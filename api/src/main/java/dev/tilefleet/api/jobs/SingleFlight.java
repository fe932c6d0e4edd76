package dev.tilefleet.api.jobs;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Many who want the same at once make one call for it. Nobody gets the answer to a call that began before he asked, for
 * it may be too old for him: who comes while one is under way waits for the next, together with all others who do. So
 * there is never more than one call under way for a key.
 *
 * @param <K> with an equality
 * @param <V> what a call gives
 */
final class SingleFlight<K, V> {
    private final Function<K, Future<V>> call;
    /** Of each key with a call under way: who waits for the next, if somebody does. */
    private final Map<K, Next<V>> flights = new HashMap<>();

    private static final class Next<V> {
        private Promise<V> promise;
    }

    /** @param call may be completed when it returns, or later by any thread, or throw */
    SingleFlight(Function<K, Future<V>> call) {
        this.call = call;
    }

    Future<V> get(K key) {
        synchronized (flights) {
            Next<V> next = flights.get(key);
            if (next != null) {
                if (next.promise == null) {
                    next.promise = Promise.promise();
                }
                return next.promise.future();
            }
            flights.put(key, new Next<>());
        }
        return begin(key);
    }

    /** How many keys have a call under way. */
    int underWay() {
        synchronized (flights) {
            return flights.size();
        }
    }

    private Future<V> begin(K key) {
        Future<V> flight;
        try {
            flight = call.apply(key);
        } catch (RuntimeException e) {
            flight = Future.failedFuture(e);
        }
        return flight.andThen(_ -> landed(key));
    }

    private void landed(K key) {
        Promise<V> waiting;
        synchronized (flights) {
            waiting = flights.remove(key).promise;
            if (waiting != null) {
                flights.put(key, new Next<>());
            }
        }
        if (waiting != null) {
            begin(key).onComplete(waiting);
        }
    }
}
