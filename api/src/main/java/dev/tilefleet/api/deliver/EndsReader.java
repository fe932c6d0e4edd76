package dev.tilefleet.api.deliver;

import dev.tilefleet.job.UnreadableDocumentException;
import dev.tilefleet.queue.FleetRecords;
import dev.tilefleet.queue.OutcomesRecord;
import dev.tilefleet.queue.Ownership;
import dev.tilefleet.queue.Rejoining;
import dev.tilefleet.queue.Topics;
import dev.tilefleet.store.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the ends of jobs as a member of the group, on a thread of its own, and commits what has been made durable. Reads
 * the hints that jobs run, too, for which nothing is made durable.
 */
final class EndsReader implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EndsReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration BACK_OFF = Duration.ofSeconds(1);
    /** Brokers forget offsets some days after their last commit, also where nothing new comes. */
    private static final Duration COMMIT_PERIOD = Duration.ofHours(1);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Topics topics;
    private final Opening opening;
    private final Shards shards;
    private final Ownership ownership;
    private final LongSupplier nanos;
    private final Thread thread =
            Thread.ofPlatform().name("deliveries").daemon().unstarted(this::run);
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Optional<Consumer<byte[], byte[]>> reading = Optional.empty();
    private long lastCommit;
    private boolean isStuck;

    /**
     * Reads nothing yet.
     *
     * @param consumers gives a new one each time
     * @param ownership of the partitions that the group reads; closed with this
     * @param nanos a clock as {@link System#nanoTime}
     */
    EndsReader(
            Supplier<Consumer<byte[], byte[]>> consumers,
            Topics topics,
            Opening opening,
            Shards shards,
            Ownership ownership,
            LongSupplier nanos) {
        this.consumers = consumers;
        this.topics = topics;
        this.opening = opening;
        this.shards = shards;
        this.ownership = ownership;
        this.nanos = nanos;
    }

    void start() {
        thread.start();
    }

    private void run() {
        // Where the group gives out nothing, a new consumer is a new member.
        Rejoining rejoining = new Rejoining(ownership, () -> isStuck = true, nanos);
        while (!isClosing()) {
            isStuck = false;
            try (Consumer<byte[], byte[]> consumer = consumers.get()) {
                reading = Optional.of(consumer);
                consumer.subscribe(List.of(topics.outcomes(), topics.progress()), shards);
                lastCommit = nanos.getAsLong();
                while (!isClosing() && !isStuck) {
                    turn(consumer);
                    rejoining.turn();
                }
            } catch (WakeupException _) {
                log.atDebug().log("reading ends");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error e) {
                // Whatever it is: without this thread nobody would be told any more.
                log.atWarn().setCause(e).log("reading for callbacks failed, beginning anew");
                pauseFor(BACK_OFF);
            } finally {
                reading = Optional.empty();
                shards.clear();
            }
        }
    }

    private void turn(Consumer<byte[], byte[]> consumer) throws InterruptedException {
        ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
        try {
            opening.open(ends(polled.records(topics.outcomes())));
        } catch (StoreUnavailableException e) {
            log.atWarn().addKeyValue("reason", e.getMessage()).log("callbacks cannot be recorded now, trying again");
            readAgain(consumer, polled);
            pauseFor(BACK_OFF);
            return;
        }
        polled.records(topics.progress()).forEach(this::hint);
        if (!polled.isEmpty() || nanos.getAsLong() - lastCommit > COMMIT_PERIOD.toNanos()) {
            commit(consumer);
            lastCommit = nanos.getAsLong();
        }
    }

    /** Should it fail, the same is read again, now or by others, and recorded once all the same. */
    private static void commit(Consumer<byte[], byte[]> consumer) {
        try {
            consumer.commitSync();
        } catch (WakeupException e) {
            throw e;
        } catch (KafkaException e) {
            log.atWarn().addKeyValue("reason", e.toString()).log("what callbacks were told of is not committed");
        }
    }

    private static void readAgain(Consumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> polled) {
        polled.partitions().stream()
                .filter(consumer.assignment()::contains)
                .forEach(partition -> consumer.seek(
                        partition, polled.records(partition).getFirst().offset()));
    }

    private List<Opening.Heard> ends(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        List<Opening.Heard> ends = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            end(record).ifPresent(ends::add);
        }
        return ends;
    }

    private static Optional<Opening.Heard> end(ConsumerRecord<byte[], byte[]> record) {
        try {
            return switch (FleetRecords.outcomes(record)) {
                case OutcomesRecord.Ended(var outcome) ->
                    Optional.of(new Opening.Heard(outcome, record.partition(), FleetRecords.trace(record)));
                case OutcomesRecord.Accepted _, OutcomesRecord.Removed _, OutcomesRecord.Unknown _ -> Optional.empty();
            };
        } catch (UnreadableDocumentException e) {
            log.atWarn()
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .addKeyValue("reason", e.getMessage())
                    .log("an end nobody can read tells no callback");
            return Optional.empty();
        }
    }

    private void hint(ConsumerRecord<byte[], byte[]> record) {
        try {
            opening.hint(FleetRecords.progress(record), FleetRecords.trace(record));
        } catch (UnreadableDocumentException e) {
            log.atDebug().addKeyValue("reason", e.getMessage()).log("a hint nobody can read");
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void pauseFor(Duration time) {
        try {
            var _ = closing.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Leaves the group, so that others take the shards over at once. */
    @Override
    public void close() {
        closing.countDown();
        reading.ifPresent(Consumer::wakeup);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ownership.close();
    }
}
