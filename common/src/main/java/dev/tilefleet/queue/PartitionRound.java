package dev.tilefleet.queue;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Partitions in turn, from a random start.
 *
 * <p>The producer's own choice sticks to one partition until a batch is full: a burst of small records would reach few
 * of the workers. The random start keeps many short-lived producers from all beginning at partition 0.
 */
final class PartitionRound {
    private final AtomicInteger turn;

    PartitionRound() {
        this(ThreadLocalRandom.current().nextInt());
    }

    PartitionRound(int start) {
        this.turn = new AtomicInteger(start);
    }

    /** The next partition of so many. */
    int next(int partitions) {
        return Math.floorMod(turn.getAndIncrement(), partitions);
    }
}
