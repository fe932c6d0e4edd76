package dev.tilefleet.api.deliver;

import dev.tilefleet.store.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sweeps the shards that this replica owns, again and again, on a thread of its own. */
final class Rounds implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Rounds.class);
    /** While deliveries that are due find no place, places become free all the time. */
    private static final Duration SOON = Duration.ofMillis(500);

    private final Shards shards;
    private final Sweep sweep;
    private final Duration period;
    private final Semaphore wake;
    private final Thread thread =
            Thread.ofPlatform().name("delivery-rounds").daemon().unstarted(this::run);
    private volatile boolean closing;
    private volatile int due;

    /** @param wake a permit begins the next round at once */
    Rounds(Shards shards, Sweep sweep, Duration period, Semaphore wake) {
        this.shards = shards;
        this.sweep = sweep;
        this.period = period;
        this.wake = wake;
    }

    void start() {
        thread.start();
    }

    /** What the last round found due. */
    int due() {
        return due;
    }

    private void run() {
        try {
            while (!closing) {
                Duration pause = round().isFull() && SOON.compareTo(period) < 0 ? SOON : period;
                if (wake.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    wake.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Sweep.Found round() {
        Sweep.Found found = new Sweep.Found(0, false);
        for (int shard : shards.owned()) {
            found = closing ? found : found.and(over(shard));
        }
        due = found.due();
        return found;
    }

    private Sweep.Found over(int shard) {
        try {
            return sweep.over(shard);
        } catch (StoreUnavailableException e) {
            log.atWarn()
                    .addKeyValue("shard", shard)
                    .addKeyValue("reason", e.getMessage())
                    .log("timers cannot be read now, later again");
        } catch (RuntimeException e) {
            // Thrown on, it would end every round to come.
            log.atError().setCause(e).addKeyValue("shard", shard).log("looking through the timers failed");
        }
        return new Sweep.Found(0, false);
    }

    @Override
    public void close() {
        closing = true;
        wake.release();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
