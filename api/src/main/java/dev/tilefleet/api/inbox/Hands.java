package dev.tilefleet.api.inbox;

import dev.tilefleet.job.Sha256;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes some files at a time, each by one hand. */
final class Hands implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Hands.class);

    private final int number;
    private final Semaphore free;
    private final Set<Sha256> busy = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("inbox-", 0).factory());

    Hands(int number) {
        this.number = number;
        this.free = new Semaphore(number);
    }

    /** Returns when a hand has begun, which may take until one is free. One that has the same version in hand suffices. */
    void take(Sha256 mark, Runnable work) throws InterruptedException {
        if (!busy.add(mark)) {
            return;
        }
        try {
            free.acquire();
        } catch (InterruptedException e) {
            busy.remove(mark);
            throw e;
        }
        threads.execute(() -> {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                log.atError().setCause(e).addKeyValue("mark", mark).log("taking a dropped file met a fault");
            } finally {
                busy.remove(mark);
                free.release();
            }
        });
    }

    /** Waits until all hands are free, but not longer than that. */
    void drain(Duration patience) throws InterruptedException {
        if (free.tryAcquire(number, patience.toNanos(), TimeUnit.NANOSECONDS)) {
            free.release(number);
        }
    }

    /** What is under way is broken off, and gone on with by others. */
    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
