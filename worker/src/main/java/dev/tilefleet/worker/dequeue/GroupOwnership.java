package dev.tilefleet.worker.dequeue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;

/** Asks the group's coordinator. */
final class GroupOwnership implements Ownership {
    private final Admin admin;
    private final String group;
    private final String topic;

    /** @param admin closed with this */
    GroupOwnership(Admin admin, String group, String topic) {
        this.admin = admin;
        this.group = group;
        this.topic = topic;
    }

    @Override
    public CompletionStage<Boolean> isIncomplete() {
        CompletionStage<TopicDescription> partitions = admin.describeTopics(List.of(topic))
                .topicNameValues()
                .get(topic)
                .toCompletionStage();
        return admin.describeConsumerGroups(List.of(group))
                .describedGroups()
                .get(group)
                .toCompletionStage()
                .thenCombine(partitions, GroupOwnership::isIncomplete);
    }

    private static boolean isIncomplete(ConsumerGroupDescription group, TopicDescription topic) {
        if (group.groupState() != GroupState.STABLE) {
            return false;
        }
        List<TopicPartition> owned = group.members().stream()
                .flatMap(member -> Stream.concat(
                        member.assignment().topicPartitions().stream(),
                        member.targetAssignment().stream().flatMap(target -> target.topicPartitions().stream())))
                .toList();
        return topic.partitions().stream()
                .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                .anyMatch(partition -> !owned.contains(partition));
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
