package dev.tilefleet.worker.journey;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The few platform threads on which GDAL runs: a native call holds its thread, and virtual threads have only as many
 * carriers as there are cores.
 */
public final class DecodePool implements AutoCloseable {
    private final ExecutorService threads;

    public DecodePool(int size) {
        this.threads = Executors.newFixedThreadPool(
                size, Thread.ofPlatform().name("decode-", 0).factory());
    }

    /**
     * Runs a step on one of the threads and waits for its end, even when interrupted: native code works on memory that
     * the caller frees next. An interrupt is kept for later.
     */
    void run(Runnable step) {
        Future<?> running = threads.submit(step);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    running.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw rethrown(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException rethrown(Throwable cause) {
        return switch (cause) {
            case RuntimeException exception -> exception;
            case Error error -> throw error;
            default -> new IllegalStateException("a Runnable threw a checked exception", cause);
        };
    }

    @Override
    public void close() {
        threads.close();
    }
}
