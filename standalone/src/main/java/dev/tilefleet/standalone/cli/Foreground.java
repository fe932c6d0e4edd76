package dev.tilefleet.standalone.cli;

import dev.tilefleet.config.InvalidConfigurationException;
import dev.tilefleet.standalone.StartFailedException;
import java.util.concurrent.CountDownLatch;

/** Keeps a part of the fleet until the process is told to end, and closes it then. */
final class Foreground {
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** @param service closed on SIGTERM, SIGINT or SIGHUP, before the process ends */
    Foreground(AutoCloseable service) {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> stop(service)));
    }

    private void stop(AutoCloseable service) {
        try {
            service.close();
        } catch (Exception e) {
            throw new IllegalStateException("the fleet did not stop cleanly", e);
        } finally {
            stopped.countDown();
        }
    }

    /**
     * Starts a service.
     *
     * @throws StartFailedException with a message for a person
     * @throws InvalidConfigurationException likewise
     */
    static <T> T started(Start<T> start) throws InterruptedException {
        try {
            return start.run();
        } catch (InvalidConfigurationException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new StartFailedException(e);
        }
    }

    /** Ends this process at once, when nothing else ends what it does. */
    static void halt() {
        Runtime.getRuntime().halt(Exit.INTERNAL);
    }

    /** How a service is started. */
    interface Start<T> {
        T run() throws InterruptedException;
    }

    /** Returns when the service is closed. */
    void await() throws InterruptedException {
        stopped.await();
    }
}
