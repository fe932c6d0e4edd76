package dev.tilefleet.api.deliver;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs requests on virtual threads, so many at a time, so many of them to one origin, and the origins by turns: one that
 * is slow or away takes nothing from the others but its share. What is in hand is bounded; what finds no place is refused
 * at once, to be offered again, for nothing must wait here that is not in the store.
 */
final class Lanes implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Lanes.class);

    /** So many may wait for one that runs. */
    private static final int WAITING = 16;
    /** Origins take turns with places, too: so many may each fill their lane before one finds none. */
    private static final int LANES = 64;
    /** Breakers that are remembered; whoever is forgotten is just tried again. */
    private static final int MOST_ORIGINS = 10_000;

    private final int most;
    private final int mostOfOrigin;
    private final Clock clock;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("deliver-", 0).factory());
    private final Map<String, Lane> lanes = new LinkedHashMap<>();
    private final Queue<Lane> ready = new ArrayDeque<>();
    private final Set<String> inHand = new HashSet<>();
    private int running;
    private boolean closed;

    /** What became of an offer. */
    enum Offer {
        TAKEN,
        /** It was taken before and has not ended. */
        IN_HAND,
        /** There is no place now. */
        FULL,
        /** The origin is left alone for now. */
        RESTING
    }

    /** What a request told of its receiver. */
    enum Sign {
        ANSWERED,
        UNANSWERED,
        /** Nothing was sent after all. */
        NONE
    }

    record Task(String origin, String name, Supplier<Sign> work) {}

    /**
     * @param most requests at a time
     * @param mostOfOrigin of them to one origin
     */
    Lanes(int most, int mostOfOrigin, Clock clock) {
        this.most = most;
        this.mostOfOrigin = mostOfOrigin;
        this.clock = clock;
    }

    /** @param name the same for a repeated offer */
    synchronized Offer offer(String origin, String name, Supplier<Sign> work) {
        if (inHand.contains(name)) {
            return Offer.IN_HAND;
        }
        Lane lane = lanes.get(origin);
        if (lane != null && lane.breaker.isOpen() && (admitted(lane) == 0 || !lane.isIdle())) {
            return Offer.RESTING;
        }
        boolean full = inHand.size() >= LANES * WAITING * mostOfOrigin
                || (lane != null && lane.inHand() >= WAITING * mostOfOrigin);
        if (closed || full) {
            return Offer.FULL;
        }
        Lane place = lanes.computeIfAbsent(origin, _ -> new Lane());
        inHand.add(name);
        place.waiting.add(new Task(origin, name, work));
        if (place.waiting.size() == 1) {
            ready.add(place);
        }
        startNext();
        return Offer.TAKEN;
    }

    /** Requests under way and those that wait for them. */
    synchronized int inHand() {
        return inHand.size();
    }

    /** Origins that are left alone. */
    synchronized long resting() {
        return lanes.values().stream().filter(lane -> lane.breaker.isOpen()).count();
    }

    private int admitted(Lane lane) {
        return lane.breaker.admits(mostOfOrigin, clock.instant());
    }

    /** The lanes that wait come by turns. */
    private void startNext() {
        int passed = 0;
        while (!closed && running < most && passed < ready.size()) {
            Lane lane = ready.remove();
            if (lane.running < admitted(lane)) {
                start(lane, lane.waiting.remove());
                passed = 0;
            } else {
                passed++;
            }
            if (!lane.waiting.isEmpty()) {
                ready.add(lane);
            }
        }
    }

    private void start(Lane lane, Task task) {
        running++;
        lane.running++;
        threads.execute(() -> {
            Sign sign = Sign.NONE;
            try {
                sign = task.work().get();
            } catch (RuntimeException | Error e) {
                log.atError().setCause(e).addKeyValue("name", task.name()).log("a delivery met a fault");
            } finally {
                end(lane, task, sign);
            }
        });
    }

    private synchronized void end(Lane lane, Task task, Sign sign) {
        running--;
        lane.running--;
        inHand.remove(task.name());
        switch (sign) {
            case ANSWERED -> lane.breaker.answered();
            case UNANSWERED -> lane.breaker.failed(clock.instant());
            case NONE -> {}
        }
        if (lane.breaker.isOpen()) {
            ready.remove(lane);
            lane.clear().forEach(dropped -> inHand.remove(dropped.name()));
        }
        if (lane.isIdle() && lane.breaker.isUnsuspicious()) {
            lanes.remove(task.origin());
        } else if (lanes.size() > MOST_ORIGINS) {
            forgetOne();
        }
        startNext();
        notifyAll();
    }

    private void forgetOne() {
        Iterator<Lane> eldest = lanes.values().iterator();
        while (eldest.hasNext()) {
            if (eldest.next().isIdle()) {
                eldest.remove();
                return;
            }
        }
    }

    /** Begins nothing more and waits so long for what runs; the rest is broken off, and is offered again by others. */
    void drain(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        synchronized (this) {
            closed = true;
            for (long left = patience.toNanos(); running > 0 && left > 0; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
