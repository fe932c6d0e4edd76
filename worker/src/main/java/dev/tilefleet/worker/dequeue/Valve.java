package dev.tilefleet.worker.dequeue;

/** Whether more jobs are let in, beside the question of room: not while nothing could be done with them. */
@FunctionalInterface
public interface Valve {
    /** Asked by the polling thread at each turn: answers at once. */
    boolean letsIn();
}
