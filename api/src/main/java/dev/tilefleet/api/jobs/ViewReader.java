package dev.tilefleet.api.jobs;

import static java.util.stream.Collectors.toMap;

import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.job.Tombstone;
import dev.tilefleet.job.UnreadableDocumentException;
import dev.tilefleet.lifecycle.Readiness;
import dev.tilefleet.queue.FleetRecords;
import dev.tilefleet.queue.KafkaConfig;
import dev.tilefleet.queue.OutcomesRecord;
import dev.tilefleet.queue.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds the job view from the log: every partition of the jobs, outcomes and progress topics, without a group, since
 * each replica wants them all.
 */
public final class ViewReader implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ViewReader.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration BACK_OFF = Duration.ofSeconds(1);

    private final Consumer<byte[], byte[]> consumer;
    private final Topics topics;
    private final Collection<ProcessID> processes;
    private final JobView view;
    private final Duration window;
    private final Clock clock;
    private final Readiness.Condition caughtUp;
    private final Thread thread;
    private volatile boolean closing;
    private volatile long lag;

    /** @param window how far back the view begins */
    public ViewReader(
            KafkaConfig config,
            Collection<ProcessID> processes,
            JobView view,
            Duration window,
            Clock clock,
            Readiness.Condition caughtUp) {
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        config.bootstrapServers(),
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        "tilefleet-view",
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        500,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        5_000,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        this.topics = config.topics();
        this.processes = List.copyOf(processes);
        this.view = view;
        this.window = window;
        this.clock = clock;
        this.caughtUp = caughtUp;
        this.thread = Thread.ofPlatform().name("job-view").daemon().unstarted(this::run);
    }

    /** Begins to read. The condition is met once everything that stands in the log now has been seen. */
    public void start() {
        thread.start();
    }

    /** How many records, as far as the brokers told, were not seen yet. */
    public long lag() {
        return lag;
    }

    private void run() {
        try (consumer) {
            Map<TopicPartition, Long> ends = null;
            while (!closing) {
                try {
                    if (ends == null) {
                        ends = begin();
                    }
                    consumer.poll(POLL).forEach(this::see);
                    lag = consumer.assignment().stream()
                            .mapToLong(
                                    partition -> consumer.currentLag(partition).orElse(0))
                            .sum();
                    if (!ends.isEmpty()) {
                        ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
                    }
                    if (ends.isEmpty()) {
                        caughtUp.met();
                    }
                } catch (RuntimeException e) {
                    // Whatever it is: without this thread the replica would answer from a view that stands still.
                    log.atWarn().setCause(e).log("reading the log failed, trying again");
                    pauseFor(BACK_OFF);
                }
            }
        }
    }

    /** Goes to the window's begin; gives the offsets at which the log ends now. */
    private Map<TopicPartition, Long> begin() {
        List<TopicPartition> partitions = Stream.concat(
                        processes.stream().map(topics::jobs), Stream.of(topics.outcomes(), topics.progress()))
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        long from = clock.instant().minus(window).toEpochMilli();
        Map<TopicPartition, OffsetAndTimestamp> starts =
                consumer.offsetsForTimes(partitions.stream().collect(toMap(partition -> partition, _ -> from)));
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        partitions.forEach(partition -> {
            OffsetAndTimestamp start = starts.get(partition);
            consumer.seek(partition, start == null ? ends.get(partition) : start.offset());
        });
        return new java.util.HashMap<>(ends);
    }

    private void see(ConsumerRecord<byte[], byte[]> record) {
        try {
            if (record.topic().equals(topics.outcomes())) {
                see(FleetRecords.outcomes(record));
            } else if (record.topic().equals(topics.progress())) {
                view.running(FleetRecords.progress(record));
            } else {
                view.accepted(FleetRecords.job(record));
            }
        } catch (UnreadableDocumentException e) {
            log.atWarn()
                    .addKeyValue("topic", record.topic())
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .addKeyValue("reason", e.getMessage())
                    .log("record skipped by the view");
        }
    }

    private void see(OutcomesRecord told) {
        switch (told) {
            case OutcomesRecord.Ended(Outcome outcome) -> view.ended(outcome);
            case OutcomesRecord.Removed(Tombstone tombstone) -> view.removed(tombstone);
            case OutcomesRecord.Unknown(String type) ->
                log.atInfo().addKeyValue("type", type).log("record of an unknown type skipped by the view");
        }
    }

    private static void pauseFor(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
