package dev.tilefleet.worker.dequeue;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * All tiles in flight in this JVM, whatever their process: any number of them, or a suspect alone. First come, first
 * served.
 */
final class Airspace {
    private static final int EVERYTHING = Integer.MAX_VALUE;

    private final Semaphore slots = new Semaphore(EVERYTHING, true);

    /**
     * Waits for suspects before it.
     *
     * @throws TimeoutException if the patience is over first
     */
    void enter(boolean alone, Duration patience) throws InterruptedException, TimeoutException {
        if (!slots.tryAcquire(alone ? EVERYTHING : 1, TimeUnit.NANOSECONDS.convert(patience), TimeUnit.NANOSECONDS)) {
            throw new TimeoutException("others had the device to themselves");
        }
    }

    void leave(boolean alone) {
        slots.release(alone ? EVERYTHING : 1);
    }
}
