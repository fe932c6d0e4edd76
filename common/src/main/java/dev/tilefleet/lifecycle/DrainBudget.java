package dev.tilefleet.lifecycle;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The time that a process has for what it has in hand once it is told to stop: one for all its parts. Begun by the first
 * who stops, and spent at once by whoever has no patience left.
 */
public final class DrainBudget {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Duration whole;
    private boolean begun;
    private long end;

    public DrainBudget(Duration whole) {
        this.whole = whole;
    }

    /** From now on it runs; not anew where it runs already. */
    public void begin() {
        end(whole);
    }

    /** From now on nothing is left of it. */
    public void spend() {
        lock.lock();
        try {
            begun = false;
            end(Duration.ZERO);
        } finally {
            lock.unlock();
        }
    }

    private void end(Duration left) {
        lock.lock();
        try {
            if (!begun) {
                begun = true;
                end = System.nanoTime() + left.toNanos();
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** What is left of it: the whole until it is begun, never less than nothing. */
    public Duration left() {
        lock.lock();
        try {
            return begun ? Duration.ofNanos(Math.max(0, end - System.nanoTime())) : whole;
        } finally {
            lock.unlock();
        }
    }

    public boolean isSpent() {
        return left().isZero();
    }

    /** Returns when it was begun and nothing is left of it. */
    public void awaitSpent() throws InterruptedException {
        lock.lock();
        try {
            while (!begun) {
                changed.await();
            }
            while (end - System.nanoTime() > 0) {
                // A signal before the end means that it was spent.
                boolean _ = changed.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
        } finally {
            lock.unlock();
        }
    }
}
