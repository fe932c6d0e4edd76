package dev.tilefleet.standalone;

import static dev.tilefleet.standalone.Eventually.eventually;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.job.ProcessID;
import dev.tilefleet.queue.KafkaConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Watches what the workers of a process commit, from its creation on. */
public final class GroupOffsets implements AutoCloseable {
    private static final long LOOK_MILLIS = 40;

    private final Admin admin;
    private final String group;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledFuture<?> looking;
    private final Map<TopicPartition, Long> highest = new HashMap<>();
    private final ConcurrentLinkedQueue<String> wentBack = new ConcurrentLinkedQueue<>();

    public GroupOffsets(KafkaConfig kafka, ProcessID process) {
        this.admin =
                Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers(), "default.api.timeout.ms", 60_000));
        this.group = kafka.topics().workers(process);
        this.looking = timer.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    public Admin admin() {
        return admin;
    }

    private void look() {
        now().forEach((partition, offset) -> {
            long before = highest.getOrDefault(partition, 0L);
            if (offset.offset() < before) {
                wentBack.add("%s from %d to %d".formatted(partition, before, offset.offset()));
            }
            highest.merge(partition, offset.offset(), Math::max);
        });
    }

    /** Every partition's offset was at each look as high as ever before. */
    public void assertNothingWentBack() {
        assertThat(wentBack).isEmpty();
        assertThat(looking.isDone()).isFalse();
    }

    /** What is committed; nothing while the group is not there. */
    public Map<TopicPartition, OffsetAndMetadata> now() {
        try {
            return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                    .filter(entry -> entry.getValue() != null)
                    .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
        } catch (ExecutionException e) {
            // No coordinator yet, or no broker for a while.
            return Map.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        }
    }

    /** Records that are not committed. */
    public long lag() {
        Map<TopicPartition, OffsetAndMetadata> committed = now();
        return ends(committed.keySet()).entrySet().stream()
                .mapToLong(end -> end.getValue() - committed.get(end.getKey()).offset())
                .sum();
    }

    private Map<TopicPartition, Long> ends(Set<TopicPartition> partitions) {
        try {
            return admin
                    .listOffsets(partitions.stream().collect(toMap(p -> p, _ -> OffsetSpec.latest())))
                    .all()
                    .get()
                    .entrySet()
                    .stream()
                    .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many workers are in the group. */
    public int members() {
        try {
            return admin.describeConsumerGroups(List.of(group))
                    .describedGroups()
                    .get(group)
                    .get()
                    .members()
                    .size();
        } catch (ExecutionException | InterruptedException e) {
            return 0;
        }
    }

    /** Returns when this holds. */
    public void until(Duration patience, String what, BooleanSupplier condition) {
        eventually(what, patience, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    @Override
    public void close() {
        timer.shutdownNow();
        admin.close(Duration.ZERO);
    }
}
