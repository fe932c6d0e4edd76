package dev.tilefleet.api.jobs;

import dev.tilefleet.job.ProcessID;
import dev.tilefleet.queue.KafkaConfig;
import dev.tilefleet.queue.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Keeps the offsets of worker groups that have no worker. A broker forgets an offset some days after its last commit,
 * and a fleet at zero commits nothing: its next worker would do every job in the log again. A partition without an
 * offset gets the log's start, so that an autoscaler sees lag before the first worker ever came.
 *
 * <p>A group of the classic protocol is kept only until its retention is over: there the broker counts from the last
 * member's leave, whatever is committed later.
 *
 * <p>Every replica keeps: the same offsets, committed twice, are the same.
 */
public final class OffsetKeeper implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(OffsetKeeper.class);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Topics topics;
    private final List<ProcessID> processes;
    private final Duration soon;
    private final KeepingPace pace;
    private final Set<String> troubled = new HashSet<>();
    private final Admin admin;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("offsets").daemon().factory());

    /** @param period well below the brokers' offsets.retention.minutes */
    public OffsetKeeper(KafkaConfig config, Collection<ProcessID> processes, Duration period) {
        this(config, processes, period, SOON.compareTo(period) < 0 ? SOON : period);
    }

    /** @param soon the first turn begins at a random time before this is over */
    public OffsetKeeper(KafkaConfig config, Collection<ProcessID> processes, Duration period, Duration soon) {
        this.topics = config.topics();
        this.processes = List.copyOf(processes);
        this.soon = soon;
        this.pace = new KeepingPace(period);
        this.admin = Admin.create(config.client(Map.of(
                AdminClientConfig.CLIENT_ID_CONFIG,
                "tilefleet-offsets",
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) TIMEOUT.toMillis())));
    }

    /** Keeps from soon on, once a period; replicas that started together drift apart. */
    public void start() {
        long first = ThreadLocalRandom.current().nextLong(soon.toMillis() + 1);
        var _ = timer.schedule(this::turn, first, TimeUnit.MILLISECONDS);
    }

    private void turn() {
        boolean well = false;
        try {
            well = keep();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            next(pace.after(well));
        }
    }

    private void next(Duration pause) {
        try {
            var _ = timer.schedule(this::turn, pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException _) {
            // Closed meanwhile.
            log.atDebug().log("offsets are kept no longer");
        }
    }

    /** False if the offsets of some group could not be kept. */
    private boolean keep() throws InterruptedException {
        boolean well = true;
        for (ProcessID process : processes) {
            String group = topics.workers(process);
            try {
                keep(group, topics.jobs(process));
                troubled.remove(group);
            } catch (ExecutionException e) {
                well &= left(group, e.getCause());
            } catch (RuntimeException e) {
                well = failed(group, e);
            }
        }
        return well;
    }

    /** A worker that joins, commits and leaves between the reading and the writing has its jobs delivered once more. */
    private void keep(String group, String topic) throws ExecutionException, InterruptedException {
        if (hasMembers(group)) {
            log.atDebug().addKeyValue("group", group).log("offsets left to the workers");
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        Map<TopicPartition, OffsetSpec> fresh = new HashMap<>();
        for (TopicPartition partition : partitions(topic)) {
            OffsetAndMetadata offset = committed.get(partition);
            if (offset == null) {
                fresh.put(partition, OffsetSpec.earliest());
            } else {
                offsets.put(partition, offset);
            }
        }
        int kept = offsets.size();
        admin.listOffsets(fresh)
                .all()
                .get()
                .forEach((partition, start) -> offsets.put(partition, new OffsetAndMetadata(start.offset())));
        admin.alterConsumerGroupOffsets(group, offsets).all().get();
        log.atInfo()
                .addKeyValue("group", group)
                .addKeyValue("kept", kept)
                .addKeyValue("seeded", fresh.size())
                .log("offsets of a group without workers committed");
    }

    private boolean hasMembers(String group) throws ExecutionException, InterruptedException {
        try {
            return !admin.describeConsumerGroups(List.of(group))
                    .describedGroups()
                    .get(group)
                    .get()
                    .members()
                    .isEmpty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return false;
            }
            throw e;
        }
    }

    private List<TopicPartition> partitions(String topic) throws ExecutionException, InterruptedException {
        return admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    private boolean left(String group, Throwable reason) {
        return switch (reason) {
            case UnknownMemberIdException _, GroupNotEmptyException _ -> {
                log.atDebug().addKeyValue("group", group).log("a worker joined, offsets left to it");
                yield true;
            }
            default -> failed(group, reason);
        };
    }

    /** Told once, however often it is tried in vain. */
    private boolean failed(String group, Throwable reason) {
        log.atLevel(troubled.add(group) ? Level.WARN : Level.DEBUG)
                .addKeyValue("group", group)
                .addKeyValue("reason", reason.toString())
                .log("offsets cannot be kept now, trying again until they can");
        return false;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        admin.close(Duration.ofSeconds(5));
    }
}
