package dev.tilefleet.api.jobs;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * Merges what several partitions tell into the order of time, as far as each of them keeps it.
 *
 * <p>A view that is full forgets what it heard of longest ago. If it were told of one partition after the other it would
 * forget the wrong jobs, and would take a job for open whose end it heard and forgot before.
 *
 * @param <P> a partition
 * @param <T> what it tells
 */
final class TimeOrder<P, T> {
    private final Map<P, Lane<T>> lanes = new HashMap<>();
    private final PriorityQueue<Lane<T>> heads;
    private int awaited;

    private static final class Lane<T> {
        final Queue<T> waiting = new ArrayDeque<>();
        boolean isThrough;
    }

    /** @param partitions each holds back what is younger than its last, until it is through */
    TimeOrder(Collection<P> partitions, ToLongFunction<T> time) {
        this.heads = new PriorityQueue<>(Comparator.comparingLong(lane -> time.applyAsLong(lane.waiting.element())));
        partitions.forEach(partition -> lanes.put(partition, new Lane<>()));
        this.awaited = lanes.size();
    }

    /** Takes what a partition tells next. */
    void add(P partition, Collection<T> told) {
        Lane<T> lane = lanes.computeIfAbsent(partition, _ -> late());
        if (told.isEmpty()) {
            return;
        }
        boolean hadNone = lane.waiting.isEmpty();
        lane.waiting.addAll(told);
        if (hadNone) {
            heads.add(lane);
            awaited -= lane.isThrough ? 0 : 1;
        }
    }

    /** One that came later holds nobody back. */
    private static <T> Lane<T> late() {
        Lane<T> lane = new Lane<>();
        lane.isThrough = true;
        return lane;
    }

    /** This partition holds nobody back any more, though it may tell more. */
    void through(P partition) {
        Lane<T> lane = lanes.get(partition);
        if (lane != null && !lane.isThrough) {
            lane.isThrough = true;
            awaited -= lane.waiting.isEmpty() ? 1 : 0;
        }
    }

    /** All partitions hold nobody back any more, but for these. */
    void throughExcept(Set<P> ahead) {
        lanes.keySet().stream().filter(partition -> !ahead.contains(partition)).forEach(this::through);
    }

    /** Gives out what nothing older can precede any more. */
    void drain(Consumer<T> taker) {
        while (awaited == 0 && !heads.isEmpty()) {
            Lane<T> lane = heads.remove();
            taker.accept(lane.waiting.remove());
            if (!lane.waiting.isEmpty()) {
                heads.add(lane);
            } else if (!lane.isThrough) {
                awaited++;
            }
        }
    }

    /** How much of this partition is held back. */
    int waiting(P partition) {
        Lane<T> lane = lanes.get(partition);
        return lane == null ? 0 : lane.waiting.size();
    }

    /** Whether every partition is through and all is given out. */
    boolean isDone() {
        return heads.isEmpty() && lanes.values().stream().allMatch(lane -> lane.isThrough);
    }
}
