package dev.tilefleet.api.jobs;

import static java.util.stream.Collectors.toMap;

import dev.tilefleet.job.ProcessID;
import dev.tilefleet.queue.KafkaConfig;
import dev.tilefleet.queue.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells how many records of each jobs topic lie behind the workers' committed offsets, asked of the broker now and then.
 *
 * <p>Told here and not by the workers: a fleet at zero has a lag too, and a worker whose partitions are paused does not
 * learn how far they have grown.
 */
public final class QueueLag implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(QueueLag.class);
    private static final Duration PERIOD = Duration.ofSeconds(15);

    private final Topics topics;
    private final List<ProcessID> processes;
    private final Consumer<Map<ProcessID, Map<Integer, Long>>> teller;
    private final Admin admin;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("queue-lag").daemon().factory());

    /** @param teller hears of all processes together; of one that cannot be told of it hears nothing */
    public QueueLag(
            KafkaConfig config, Collection<ProcessID> processes, Consumer<Map<ProcessID, Map<Integer, Long>>> teller) {
        this.topics = config.topics();
        this.processes = List.copyOf(processes);
        this.teller = teller;
        this.admin = Admin.create(config.client(Map.of(
                AdminClientConfig.CLIENT_ID_CONFIG,
                "tilefleet-lag",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) PERIOD.toMillis(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) PERIOD.toMillis())));
    }

    /** Tells from now on. */
    public void start() {
        var _ = timer.scheduleWithFixedDelay(this::tell, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tell() {
        Map<ProcessID, Map<Integer, Long>> lags = new HashMap<>();
        for (ProcessID process : processes) {
            try {
                lags.put(process, lag(topics.workers(process), topics.jobs(process)));
            } catch (ExecutionException e) {
                log.atWarn()
                        .addKeyValue("process", process)
                        .addKeyValue("reason", e.getCause().getMessage())
                        .log("lag not known");
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                // Thrown on, it would end every turn to come.
                log.atError().setCause(e).log("asking for the lag failed");
            }
        }
        teller.accept(lags);
    }

    private Map<Integer, Long> lag(String group, String topic) throws ExecutionException, InterruptedException {
        List<TopicPartition> partitions =
                admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().stream()
                        .map(info -> new TopicPartition(topic, info.partition()))
                        .toList();
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        Map<TopicPartition, Long> begins = offsets(partitions, OffsetSpec.earliest());
        Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
        return partitions.stream()
                .collect(toMap(
                        TopicPartition::partition,
                        partition -> lag(committed.get(partition), begins.get(partition), ends.get(partition))));
    }

    /** What a group has to read of a partition: all of it where nobody committed, and never what is no longer there. */
    static long lag(OffsetAndMetadata committed, long begin, long end) {
        return Math.max(0, end - Math.max(begin, committed == null ? begin : committed.offset()));
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec spec)
            throws ExecutionException, InterruptedException {
        return admin
                .listOffsets(partitions.stream().collect(toMap(partition -> partition, _ -> spec)))
                .all()
                .get()
                .entrySet()
                .stream()
                .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    @Override
    public void close() {
        timer.shutdownNow();
        admin.close(Duration.ofSeconds(5));
    }
}
