package dev.tilefleet.queue;

import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;

/** As the group's coordinator tells it. */
final class GroupOwnership implements Ownership {
    private final Admin admin;
    private final String group;
    private final List<String> topics;

    GroupOwnership(KafkaConfig config, String group, Collection<String> topics, String clientID) {
        this.admin = Admin.create(config.client(Map.of(AdminClientConfig.CLIENT_ID_CONFIG, clientID)));
        this.group = group;
        this.topics = List.copyOf(topics);
    }

    @Override
    public CompletionStage<Boolean> isIncomplete() {
        CompletionStage<Map<String, TopicDescription>> described =
                admin.describeTopics(topics).allTopicNames().toCompletionStage();
        return admin.describeConsumerGroups(List.of(group))
                .describedGroups()
                .get(group)
                .toCompletionStage()
                .thenCombine(described, (members, read) -> isIncomplete(members, read.values()));
    }

    private static boolean isIncomplete(ConsumerGroupDescription group, Collection<TopicDescription> topics) {
        if (group.groupState() != GroupState.STABLE) {
            return false;
        }
        Set<TopicPartition> owned =
                group.members().stream().flatMap(GroupOwnership::owned).collect(toSet());
        return !topics.stream().flatMap(GroupOwnership::partitions).allMatch(owned::contains);
    }

    /** Also what is on its way to the member. */
    private static Stream<TopicPartition> owned(MemberDescription member) {
        return Stream.concat(
                member.assignment().topicPartitions().stream(),
                member.targetAssignment().stream().flatMap(target -> target.topicPartitions().stream()));
    }

    private static Stream<TopicPartition> partitions(TopicDescription topic) {
        return topic.partitions().stream().map(partition -> new TopicPartition(topic.name(), partition.partition()));
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
