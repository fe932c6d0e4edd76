package dev.tilefleet.api.deliver;

import dev.tilefleet.api.deliver.Lanes.Task;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Requests to one origin: those under way and a few that wait for them. */
final class Lane {
    final OriginBreaker breaker = new OriginBreaker();
    final Deque<Task> waiting = new ArrayDeque<>();
    int running;

    int inHand() {
        return waiting.size() + running;
    }

    /** Whether it can be forgotten. */
    boolean isIdle() {
        return inHand() == 0;
    }

    /** Takes out what waits. */
    List<Task> clear() {
        List<Task> dropped = List.copyOf(waiting);
        waiting.clear();
        return dropped;
    }
}
