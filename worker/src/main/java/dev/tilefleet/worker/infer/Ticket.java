package dev.tilefleet.worker.infer;

import dev.tilefleet.job.ProblemException;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.CountDownLatch;

/** One tile on its way through the queue and the device, and the caller who waits for it. */
final class Ticket {
    private final MemorySegment tile;
    private final MemorySegment raw;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile ProblemException failure;

    Ticket(MemorySegment tile, MemorySegment raw) {
        this.tile = tile;
        this.raw = raw;
    }

    MemorySegment tile() {
        return tile;
    }

    MemorySegment raw() {
        return raw;
    }

    void succeed() {
        ended.countDown();
    }

    void fail(ProblemException problem) {
        failure = problem;
        ended.countDown();
    }

    void await() throws InterruptedException {
        ended.await();
    }

    /** Waits for the end whatever interrupts come; the last of them is kept for the thread to see. */
    void awaitUninterruptibly() {
        boolean interrupted = false;
        while (true) {
            try {
                ended.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** After the end: throws what the tile failed with, if it did. */
    void check() {
        if (failure != null) {
            throw failure;
        }
    }
}
