package dev.tilefleet.worker.infer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The tiles that wait for one model, first come, first served. */
final class TileQueue {
    private final BatchingPolicy policy;
    private final DevicePermits device;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Ticket> waiting = new ArrayDeque<>();
    private boolean closed;

    TileQueue(BatchingPolicy policy, DevicePermits device) {
        this.policy = policy;
        this.device = device;
    }

    /** @throws RejectedExecutionException after {@link #close} */
    void put(Ticket ticket) {
        lock.lock();
        try {
            if (closed) {
                throw new RejectedExecutionException("the model is being unloaded and takes no more tiles");
            }
            waiting.add(ticket);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Takes a tile back; false if a lane has it already. */
    boolean withdraw(Ticket ticket) {
        lock.lock();
        try {
            return waiting.remove(ticket);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for tiles, then for the device, and only then decides how many to take: those that came meanwhile go along.
     *
     * @return the batch, with a permit of the device that the caller must release; or nothing, and no permit, when the
     *     queue is closed and empty
     */
    List<Ticket> take() {
        while (awaitTile()) {
            device.acquire();
            List<Ticket> batch = poll();
            if (!batch.isEmpty()) {
                return batch;
            }
            device.release();
        }
        return List.of();
    }

    /** No further tile comes in; those inside are still handed out. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean awaitTile() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            return !waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private List<Ticket> poll() {
        lock.lock();
        try {
            int count = policy.launch(waiting.size(), device.idle() + 1);
            List<Ticket> batch = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                batch.add(waiting.remove());
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }
}
