package dev.tilefleet.api.inbox;

import dev.tilefleet.store.StoreUnavailableException;
import dev.tilefleet.store.UnsuitableStoreException;
import dev.tilefleet.telemetry.InboxMeters;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sweeps now and then, on a thread of its own; before the first time makes sure that the store is fit for it. */
final class Rounds implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Rounds.class);

    private static final double EARLIER = 0.2;

    private final Duration period;
    private final Preparation preparation;
    private final Function<Shelf, Parts> opening;
    private final InboxMeters meters;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().name("inbox-sweeps").daemon().unstarted(this::run);
    private volatile int left;

    /** What there is once the store is known. */
    record Parts(Sweep sweep, EventReader events) {}

    /** @param opening makes them, and starts nothing */
    Rounds(Duration period, Preparation preparation, Function<Shelf, Parts> opening, InboxMeters meters) {
        this.period = period;
        this.preparation = preparation;
        this.opening = opening;
        this.meters = meters;
        meters.waiting(() -> left);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            Optional<Parts> parts = prepared();
            if (parts.isPresent()) {
                try (EventReader events = parts.get().events()) {
                    events.start();
                    sweep(parts.get().sweep());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Parts> prepared() throws InterruptedException {
        do {
            try {
                Parts parts = opening.apply(preparation.shelf());
                log.atInfo().addKeyValue("period", period).log("dropped files are taken");
                return Optional.of(parts);
            } catch (UnsuitableStoreException e) {
                log.atError().addKeyValue("reason", e.getMessage()).log("no dropped files are taken");
                return Optional.empty();
            } catch (StoreUnavailableException e) {
                log.atWarn()
                        .addKeyValue("reason", e.getMessage())
                        .log("the inbox cannot be looked at now, later again");
            }
        } while (!isClosedAfterPause());
        return Optional.empty();
    }

    private void sweep(Sweep sweep) throws InterruptedException {
        do {
            long begin = System.nanoTime();
            try {
                left = sweep.run();
                meters.swept(Duration.ofNanos(System.nanoTime() - begin));
            } catch (StoreUnavailableException e) {
                log.atWarn().addKeyValue("reason", e.getMessage()).log("a sweep of the inbox broke off, later again");
            } catch (RuntimeException e) {
                // Thrown on, it would end every sweep to come.
                log.atError().setCause(e).log("a sweep of the inbox failed");
            }
        } while (!isClosedAfterPause());
    }

    /** Replicas that started together drift apart: each would else find what the others find. */
    private boolean isClosedAfterPause() throws InterruptedException {
        double part = 1 - EARLIER * ThreadLocalRandom.current().nextDouble();
        return closing.await((long) (period.toNanos() * part), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
