package dev.tilefleet.worker.dequeue;

import java.util.concurrent.Semaphore;

/**
 * All tiles in flight in this JVM, whatever their process: any number of them, or a suspect alone. First come, first
 * served.
 */
final class Airspace {
    private static final int EVERYTHING = Integer.MAX_VALUE;

    private final Semaphore slots = new Semaphore(EVERYTHING, true);

    /** Waits for suspects before it. */
    void enter(boolean alone) throws InterruptedException {
        slots.acquire(alone ? EVERYTHING : 1);
    }

    void leave(boolean alone) {
        slots.release(alone ? EVERYTHING : 1);
    }
}
