package dev.tilefleet.standalone;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Does something over and over in the background, from its creation on: load. */
public final class Feeder implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger times = new AtomicInteger();
    private final Duration pause;
    private volatile boolean stopped;

    public Feeder(Duration pause, Runnable action) {
        this.pause = pause;
        threads.execute(() -> feed(action));
    }

    private void feed(Runnable action) {
        while (!stopped) {
            action.run();
            times.incrementAndGet();
            try {
                TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** So far. */
    public int times() {
        return times.get();
    }

    /** Lets what goes on end; gives how often it was done. */
    public int stop() {
        stopped = true;
        threads.close();
        return times.get();
    }

    @Override
    public void close() {
        stop();
    }
}
