package dev.tilefleet.standalone.cli;

import dev.tilefleet.config.InvalidConfigurationException;
import dev.tilefleet.lifecycle.Drainable;
import dev.tilefleet.standalone.StartFailedException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a part of the fleet until the process is told to end, and sees to it that it does end then: drained, or when its
 * drain budget is spent. A second signal spends the budget, a third waits for nothing.
 */
final class Foreground {
    private static final Logger log = LoggerFactory.getLogger(Foreground.class);

    /** When the budget is spent, this is left for the last words to the broker: whom not to blame, and who goes. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final Thread main = Thread.currentThread();
    private final CompletableFuture<Integer> told = new CompletableFuture<>();
    private final CountDownLatch again = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean hearing;

    private Foreground() {}

    /** How a service is started. */
    interface Start<T> {
        T run() throws InterruptedException;
    }

    /** How it is said that the service is ready. */
    interface Announcement<T> {
        void make(T service) throws InterruptedException;
    }

    /**
     * Starts a service and keeps it until a signal ends it.
     *
     * @return exit code: 0 if nothing in hand was left undone, else that of a process which the signal ended
     * @throws StartFailedException with a message for a person
     * @throws InvalidConfigurationException likewise
     */
    static <T extends Drainable> int run(Start<T> start, Announcement<T> announcement) throws InterruptedException {
        Foreground foreground = new Foreground();
        StopSignals.listen(foreground::heard);
        return foreground.keep(start, announcement);
    }

    /** Ends this process at once, when nothing else ends what it does. */
    static void halt() {
        Runtime.getRuntime().halt(Exit.INTERNAL);
    }

    private void heard(int times, int code) {
        if (times == 1) {
            hearing = true;
            // It may wait for topics, or for readiness. Before it is told, so that no interrupt comes later.
            main.interrupt();
            told.complete(code);
        } else if (times == 2) {
            again.countDown();
        } else {
            Runtime.getRuntime().halt(code);
        }
    }

    private <T extends Drainable> int keep(Start<T> start, Announcement<T> announcement) throws InterruptedException {
        T service;
        try {
            service = started(start);
        } catch (InterruptedException | RuntimeException e) {
            if (hearing) {
                return told.join();
            }
            throw e;
        }
        try {
            announcement.make(service);
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            if (!hearing) {
                throw e;
            }
        }
        return end(service, told.join());
    }

    /**
     * Starts something.
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

    private int end(Drainable service, int code) {
        boolean _ = Thread.interrupted();
        service.drain().begin();
        daemon("second signal", () -> {
            again.await();
            service.drain().spend();
        });
        daemon("end of the drain", () -> {
            service.drain().awaitSpent();
            if (!closed.await(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                report(service);
                Runtime.getRuntime().halt(code);
            }
        });
        log.atInfo()
                .addKeyValue("budget", service.drain().left())
                .log("told to end: finishing what is in hand, a second signal ends at once");
        service.close();
        closed.countDown();
        if (service.left() == 0) {
            return Exit.OK.code();
        }
        report(service);
        return code;
    }

    private static void report(Drainable service) {
        log.atWarn()
                .addKeyValue("left", service.left())
                .log("ending with work in hand: its jobs stay on the queue, its requests were promised nothing");
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    private static void daemon(String name, Step step) {
        Thread.ofPlatform().daemon().name(name).start(() -> {
            try {
                step.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
