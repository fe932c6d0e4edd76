package dev.tilefleet.api.deliver;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;

/** The shards that this replica works: one for each partition of the outcomes topic that it owns in the group. */
final class Shards implements ConsumerRebalanceListener {
    private final String topic;
    private final Runnable onMore;
    private final Set<Integer> owned = new ConcurrentSkipListSet<>();

    /** @param onMore is told when shards came: their last owner may have died with deliveries in hand */
    Shards(String topic, Runnable onMore) {
        this.topic = topic;
        this.onMore = onMore;
    }

    List<Integer> owned() {
        return List.copyOf(owned);
    }

    /** None any more, for this replica is in no group. */
    void clear() {
        owned.clear();
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        ours(partitions).forEach(owned::add);
        onMore.run();
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        ours(partitions).forEach(owned::remove);
    }

    private List<Integer> ours(Collection<TopicPartition> partitions) {
        return partitions.stream()
                .filter(partition -> partition.topic().equals(topic))
                .map(TopicPartition::partition)
                .toList();
    }
}
