package dev.tilefleet.standalone.demo;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The process's order to end, as Ctrl-C gives it, made into something a straight line of work can look at: it ends
 * where it stands well, and the process with it.
 *
 * <p>Until then the process is held, because a library that computes while its process goes away may crash.
 */
final class StopSignal implements AutoCloseable {
    /** Longer than loading a model or a tile takes. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Runnable heard;
    private final Runnable cleanUp;
    private final Thread hook = Thread.ofPlatform().name("stop").unstarted(this::give);
    private volatile boolean given;

    /**
     * @param heard is called when the signal comes
     * @param cleanUp is called then before the process ends, whether or not the work did
     */
    StopSignal(Runnable heard, Runnable cleanUp) {
        this.heard = heard;
        this.cleanUp = cleanUp;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** The work ends early, because it was told to. */
    static final class StoppedException extends RuntimeException {
        StoppedException() {
            super("stopped", null, false, false);
        }
    }

    /** A place where the work can end. */
    void check() {
        if (given) {
            throw new StoppedException();
        }
    }

    /** The signal comes; returns when the process may end. */
    void give() {
        given = true;
        heard.run();
        try {
            // Whoever gives the signal wants the process to end: also when the work does not.
            boolean _ = ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cleanUp.run();
    }

    /** The work has ended; from now on the signal ends the process at once. */
    @Override
    public void close() {
        ended.countDown();
        if (!given) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                given = true; // it came just now, and finds the work ended
            }
        }
    }
}
