package dev.tilefleet.api.jobs;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import dev.tilefleet.job.ProcessID;
import dev.tilefleet.queue.Topics;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * Which topics the view is made of: outcomes, progress, and every queue there is; those of processes that another
 * replica serves too, since any replica answers about any job.
 *
 * @param processes whose queues must be there
 */
record ViewTopics(Topics topics, Collection<ProcessID> processes) {

    /** The partitions to read, of all that the brokers list. */
    Set<TopicPartition> partitions(Map<String, List<PartitionInfo>> listed) {
        return listed.entrySet().stream()
                .filter(topic -> isRead(topic.getKey()))
                .flatMap(topic -> topic.getValue().stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .collect(toSet());
    }

    /** What must be there and is not. */
    Set<String> missing(Map<String, List<PartitionInfo>> listed) {
        return Stream.concat(
                        Stream.of(topics.outcomes(), topics.progress()),
                        processes.stream().map(topics::jobs))
                .filter(topic -> !listed.containsKey(topic))
                .collect(toCollection(TreeSet::new));
    }

    private boolean isRead(String topic) {
        return topic.equals(topics.outcomes()) || topic.equals(topics.progress()) || topics.isJobs(topic);
    }
}
