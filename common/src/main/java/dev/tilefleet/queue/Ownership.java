package dev.tilefleet.queue;

import java.util.Collection;
import java.util.concurrent.CompletionStage;

/** What the brokers say of who owns the partitions that a group reads. */
@FunctionalInterface
public interface Ownership extends AutoCloseable {
    /** Whether the group is at rest and yet some partition belongs to no member. Fails where the brokers do not say. */
    CompletionStage<Boolean> isIncomplete();

    /**
     * Asks the group's coordinator; nothing is asked yet.
     *
     * @param topics that all members of the group read
     * @param clientID names the asker to the brokers
     */
    static Ownership of(KafkaConfig config, String group, Collection<String> topics, String clientID) {
        return new GroupOwnership(config, group, topics, clientID);
    }

    @Override
    default void close() {
        // Whoever holds nothing open has nothing to do.
    }
}
