package dev.tilefleet.worker.dequeue;

import java.util.concurrent.CompletionStage;

/** What the brokers say of who owns the partitions of a group's topic. */
interface Ownership extends AutoCloseable {
    /** Whether the group is at rest and yet some partition belongs to no member. Fails where the brokers do not say. */
    CompletionStage<Boolean> isIncomplete();

    @Override
    void close();
}
