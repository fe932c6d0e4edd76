package dev.tilefleet.api.jobs;

import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toMap;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the log into the view by one consumer, turn by turn: first what stands there, in the order of time, then what
 * comes. Every some seconds it looks for topics and partitions that are new, and for how far it is behind.
 *
 * <p>A turn that throws a {@link org.apache.kafka.common.KafkaException} can be repeated; after anything else the session
 * is at its end, for records may be lost to it. Not for more than one thread.
 */
final class ViewSession {
    static final Duration LOOK_ROUND = Duration.ofSeconds(10);
    static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    private static final Logger log = LoggerFactory.getLogger(ViewSession.class);
    private static final Duration POLL = Duration.ofMillis(200);
    /** So much of a partition that is ahead of the others waits in memory at most, and what was fetched with it. */
    private static final int HELD_BACK = 5_000;

    private final Consumer<byte[], byte[]> consumer;
    private final ViewTopics topics;
    private final ViewRecords records;
    private final JobView view;
    private final Duration window;
    private final Clock clock;
    private final Freshness<TopicPartition> freshness = new Freshness<>();
    private Instant nextLook = Instant.MIN;
    private Set<String> missing = Set.of();
    private long distance;
    private boolean begun;
    private Optional<TimeOrder<TopicPartition, KnownJob>> restore = Optional.empty();
    /** Those whose news the view has not been told yet. */
    private final Queue<Poll> polls = new ArrayDeque<>();

    /**
     * What one poll brought.
     *
     * @param positions where reading went on after it
     */
    private record Poll(
            CompletableFuture<Map<TopicPartition, List<KnownJob>>> news, Map<TopicPartition, Long> positions) {}

    /** @param window how far back the view goes */
    ViewSession(
            Consumer<byte[], byte[]> consumer,
            ViewTopics topics,
            ViewRecords records,
            JobView view,
            Duration window,
            Clock clock) {
        this.consumer = consumer;
        this.topics = topics;
        this.records = records;
        this.view = view;
        this.window = window;
        this.clock = clock;
    }

    /** One turn: returns when records came, or soon. */
    void turn() {
        Instant now = clock.instant();
        if (!now.isBefore(nextLook)) {
            lookRound(now);
        }
        if (hasBegun()) {
            see(consumer.poll(POLL), now.toEpochMilli());
            view.forgetUntil(now.minus(window));
        }
    }

    /** Whether there is something to read; else a turn only looks for it. */
    boolean hasBegun() {
        return begun;
    }

    /** Up to when the log has been read. */
    Optional<Instant> asOf() {
        return restore.isPresent() ? Optional.empty() : freshness.asOf();
    }

    /**
     * Why nobody should rely on the view yet, if so. Once it has caught up it serves for good: what is older than it
     * says is looked up in the store, and to take a replica out of service for an outage of the brokers would help nobody.
     */
    Optional<String> shortfall() {
        if (!hasBegun()) {
            return Optional.of(
                    missing.isEmpty()
                            ? "the brokers have not told their topics yet"
                            : "missing %s; tilefleet topics apply makes them".formatted(missing));
        }
        return restore.map(_ -> "catching up, %d records to go".formatted(distance));
    }

    private void lookRound(Instant now) {
        Map<String, List<PartitionInfo>> listed = consumer.listTopics();
        missing = topics.missing(listed);
        nextLook = now.plus(missing.isEmpty() ? LOOK_ROUND : LOOK_AGAIN);
        if (!missing.isEmpty() && !hasBegun()) {
            return;
        }
        Set<TopicPartition> wanted = topics.partitions(listed);
        Set<TopicPartition> fresh = assign(wanted);
        // Before the search for the begin: what comes between the two is read, not passed over.
        Map<TopicPartition, Long> ends = consumer.endOffsets(wanted);
        seek(fresh, now.minus(window), ends);
        freshness.note(now, ends);
        if (!begun) {
            begun = true;
            restore = Optional.of(new TimeOrder<>(wanted, KnownJob::heard));
        }
        distance = freshness.distance(this::position);
    }

    /** Gives those that were not assigned before. */
    private Set<TopicPartition> assign(Set<TopicPartition> wanted) {
        Set<TopicPartition> fresh = new HashSet<>(wanted);
        fresh.removeAll(consumer.assignment());
        if (!wanted.equals(consumer.assignment())) {
            consumer.assign(wanted);
            log.atInfo()
                    .addKeyValue("partitions", wanted.size())
                    .addKeyValue("new", fresh.size())
                    .log("the view reads");
        }
        return fresh;
    }

    /** To the first record since then. Should this fail, they are read from their begin. */
    private void seek(Set<TopicPartition> fresh, Instant from, Map<TopicPartition, Long> ends) {
        if (fresh.isEmpty()) {
            return;
        }
        long millis = from.toEpochMilli();
        Map<TopicPartition, OffsetAndTimestamp> starts =
                consumer.offsetsForTimes(fresh.stream().collect(toMap(partition -> partition, _ -> millis)));
        fresh.forEach(partition -> {
            OffsetAndTimestamp start = starts.get(partition);
            consumer.seek(partition, start == null ? ends.get(partition) : start.offset());
        });
    }

    /** Where reading goes on; a partition that is not read any more is read to its end. */
    private long position(TopicPartition partition) {
        return consumer.assignment().contains(partition) ? consumer.position(partition) : Long.MAX_VALUE;
    }

    private void see(ConsumerRecords<byte[], byte[]> polled, long nowMillis) {
        polls.add(new Poll(
                restore.isPresent()
                        ? CompletableFuture.supplyAsync(() -> read(polled, nowMillis))
                        : CompletableFuture.completedFuture(read(polled, nowMillis)),
                freshness.ahead().stream().collect(toMap(partition -> partition, this::position))));
        // A restore reads what one poll brought while the next one comes: that keeps a second core busy.
        int ahead = restore.isPresent() && !polled.isEmpty() ? 1 : 0;
        while (polls.size() > ahead) {
            tell(polls.remove());
        }
    }

    private Map<TopicPartition, List<KnownJob>> read(ConsumerRecords<byte[], byte[]> polled, long nowMillis) {
        return polled.partitions().stream()
                .collect(
                        toMap(partition -> partition, partition -> records.read(polled.records(partition), nowMillis)));
    }

    private void tell(Poll poll) {
        poll.news()
                .join()
                .forEach((partition, news) ->
                        restore.ifPresentOrElse(order -> order.add(partition, news), () -> news.forEach(view::learn)));
        freshness.reached(partition -> poll.positions().getOrDefault(partition, -1L));
        restore.ifPresent(this::restore);
    }

    private void restore(TimeOrder<TopicPartition, KnownJob> order) {
        // Not only of those assigned: a topic that was deleted meanwhile tells nothing more.
        order.throughExcept(freshness.ahead());
        order.drain(view::learn);
        Map<Boolean, List<TopicPartition>> isAhead = consumer.assignment().stream()
                .collect(partitioningBy(partition -> order.waiting(partition) > HELD_BACK));
        consumer.pause(isAhead.get(true));
        consumer.resume(isAhead.get(false));
        if (order.isDone()) {
            restore = Optional.empty();
            log.atInfo().addKeyValue("jobs", view.size()).log("the view has caught up");
        }
    }
}
