package dev.tilefleet.worker.dequeue;

import dev.tilefleet.job.Job;
import dev.tilefleet.job.UnreadableDocumentException;
import dev.tilefleet.lifecycle.DrainBudget;
import dev.tilefleet.queue.FleetRecords;
import dev.tilefleet.queue.Ownership;
import dev.tilefleet.queue.Rejoining;
import dev.tilefleet.queue.UnreadableRecord;
import dev.tilefleet.telemetry.WorkerMeters;
import dev.tilefleet.telemetry.WorkerMeters.Redelivery;
import dev.tilefleet.telemetry.WorkerMeters.Suspicion;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes jobs of one process off its topic, a bounded number at a time.
 *
 * <p>One thread polls and never blocks on a job: full, it pauses its partitions and polls on, so that the group does not
 * lose it. Each job runs on a virtual thread; its offset is committed once it has ended, never earlier.
 */
public final class JobConsumer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(JobConsumer.class);
    private static final Duration WAIT_FOR_RECORDS = Duration.ofMillis(100);
    private static final Duration SHORTLY = Duration.ofMillis(5);
    private static final Duration BACK_OFF = Duration.ofSeconds(1);

    /** Jobs of partitions that go to another member get so long to end: less than the group waits for a member's poll. */
    private static final Duration HAND_OVER = Duration.ofMinutes(1);

    /** So long after a poll this member may have been put out of the group; well before that it is certain to be in it. */
    private static final Duration STALE = Duration.ofSeconds(30);

    private final Membership membership;
    private final String topic;
    private final int capacity;
    private final JobHandler handler;
    private final DrainBudget drain;
    private final LongSupplier nanos;
    private final Valve valve;
    private final WorkerMeters meters;
    private final PartitionLedgers ledgers;
    private final ControlTower tower;
    private final Ownership ownership;
    private final Rejoining rejoining;
    private final ConcurrentLinkedQueue<PartitionLedgers.Taken> done = new ConcurrentLinkedQueue<>();
    private final Set<PartitionLedgers.Taken> inHand = ConcurrentHashMap.newKeySet();
    private final ExecutorService journeys;
    private final Thread thread;
    private boolean isPastHelp;
    private volatile boolean closing;
    private volatile int left;

    /**
     * Not started yet.
     *
     * @param consumers gives a new one each time, which hands out one record a poll, so that no more than the capacity is
     *     ever in hand
     * @param ownership of the topic's partitions; closed with this
     * @param nanos a clock as {@link System#nanoTime}
     */
    JobConsumer(
            Supplier<Consumer<byte[], byte[]>> consumers,
            String topic,
            int capacity,
            JobHandler handler,
            Ownership ownership,
            Airspace airspace,
            DrainBudget drain,
            LongSupplier nanos,
            Valve valve,
            WorkerMeters meters) {
        this.membership = new Membership(consumers, topic);
        this.topic = topic;
        this.capacity = capacity;
        this.handler = handler;
        this.drain = drain;
        this.nanos = nanos;
        this.valve = valve;
        this.meters = meters;
        this.ledgers = new PartitionLedgers(membership::consumer, nanos, this::finish);
        this.tower = new ControlTower(ledgers, airspace, meters);
        this.ownership = ownership;
        this.rejoining = new Rejoining(ownership, this::renew, nanos);
        this.journeys = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("journey-", 0).factory());
        this.thread = Thread.ofPlatform().name("poll-" + topic).unstarted(this::run);
    }

    /** Begins to take jobs. */
    public void start() {
        meters.queue(this::inFlight, ledgers::count, ledgers::span);
        thread.start();
    }

    /** Jobs taken and not ended. */
    public int inFlight() {
        return inHand.size();
    }

    /** Jobs in hand; after a drain those that its budget was too short for, which stay on the queue. */
    public int left() {
        return Math.max(left, inFlight());
    }

    private void run() {
        membership.join(ledgers);
        while (!closing) {
            turn(inFlight() < capacity && valve.letsIn());
            keepUp();
        }
        drain();
        leave();
    }

    /** Sees to it that this member is in a group that gives out its partitions. */
    private void keepUp() {
        try {
            if (isPastHelp) {
                log.atWarn().addKeyValue("topic", topic).log("this member is past help, joining the group as another");
                renew();
            } else {
                rejoining.turn();
            }
        } catch (RuntimeException e) {
            log.atWarn().setCause(e).addKeyValue("topic", topic).log("joining the group anew failed, trying again");
        }
    }

    private void renew() {
        // Should it fail, the consumer is closed by then.
        isPastHelp = true;
        try {
            membership.renew(ledgers);
            isPastHelp = false;
        } finally {
            ledgers.lose();
        }
    }

    /** One turn of the loop, taking records if there is room. */
    private void turn(boolean room) {
        try {
            if (room) {
                ledgers.pauseFull();
            } else {
                ledgers.pauseAll();
            }
            long polled = nanos.getAsLong();
            membership
                    .consumer()
                    .poll(isAwaited(room) ? SHORTLY : WAIT_FOR_RECORDS)
                    .forEach(this::take);
            settle();
            if (!isStale(polled)) {
                tower.turn();
            }
            if (!isStale(polled)) {
                ledgers.commit();
            }
        } catch (RuntimeException | Error e) {
            // Whatever it is: without this thread the worker would look alive and take nothing.
            log.atWarn().setCause(e).addKeyValue("topic", topic).log("polling failed, trying again");
            isPastHelp |= Membership.isPastHelp(e);
            pauseFor(BACK_OFF);
        }
    }

    /**
     * Whether somebody waits for this thread: for room to take the next job, or for clearance. While the valve is shut
     * nobody does, for however long that is.
     */
    private boolean isAwaited(boolean room) {
        return valve.letsIn() && (!room || inFlight() > tower.flying());
    }

    /**
     * Whether this process may have been suspended since it began to poll, and others have its partitions by now. Brokers
     * refuse commits of a former member, but not while the group is empty: the next poll tells what is still owned.
     */
    private boolean isStale(long polled) {
        return nanos.getAsLong() - polled > STALE.toNanos();
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        PartitionLedgers.Taken taken = ledgers.take(record);
        if (taken.suspect()) {
            meters.redelivered(Redelivery.IN_FLIGHT);
            meters.suspected(Suspicion.MARKED);
        }
        inHand.add(taken);
        journeys.execute(() -> lead(record, taken));
    }

    private void lead(ConsumerRecord<byte[], byte[]> record, PartitionLedgers.Taken taken) {
        try {
            dispatch(record, taken);
            done.add(taken);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            log.atInfo()
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .log("stopped with a job in hand, it stays on the queue");
        } catch (RuntimeException | Error e) {
            // Not ended, so never committed: whoever reads the partition next takes the job again.
            log.atError()
                    .setCause(e)
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .log("a job was given up by a fault, it stays on the queue");
        } finally {
            inHand.remove(taken);
        }
    }

    private void dispatch(ConsumerRecord<byte[], byte[]> record, PartitionLedgers.Taken taken)
            throws InterruptedException {
        Job job;
        try {
            job = FleetRecords.job(record);
        } catch (UnreadableDocumentException e) {
            handler.unreadable(new UnreadableRecord(record, e.getMessage()));
            return;
        } catch (RuntimeException | StackOverflowError e) {
            // A fault of ours, or a document made to cause one: it would be met again at every try.
            handler.unreadable(new UnreadableRecord(record, "reading it failed: " + e));
            return;
        }
        handler.handle(job, FleetRecords.trace(record), tower.clearance(taken));
    }

    private void settle() {
        for (PartitionLedgers.Taken next = done.poll(); next != null; next = done.poll()) {
            next.done();
        }
    }

    /**
     * Lets jobs of partitions that go end here, for a while: their next owner would run them again. While the valve is
     * shut they would not end, and nobody waits.
     */
    private void finish(Collection<TopicPartition> going) {
        long begin = nanos.getAsLong();
        long patience = Math.min(HAND_OVER.toNanos(), drain.left().toNanos());
        while (isInHand(going) && valve.letsIn() && nanos.getAsLong() - begin < patience && !drain.isSpent()) {
            LockSupport.parkNanos(SHORTLY.toNanos());
            settle();
            tower.turn();
        }
        settle();
    }

    private boolean isInHand(Collection<TopicPartition> partitions) {
        return inHand.stream().anyMatch(taken -> partitions.contains(taken.partition()) && ledgers.isCurrent(taken));
    }

    private void drain() {
        drain.begin();
        log.atInfo()
                .addKeyValue("topic", topic)
                .addKeyValue("inFlight", inFlight())
                .log("draining");
        while (inFlight() > 0 && !drain.isSpent()) {
            turn(false);
        }
        left = inFlight();
    }

    /** Blames nobody, also not those in flight for longer than the budget: they may run on until the process ends. */
    private void leave() {
        journeys.shutdownNow();
        try {
            settle();
            ledgers.leave();
        } finally {
            ownership.close();
            membership.leave();
        }
    }

    private static void pauseFor(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes no more, lets what is in hand end within the drain budget, commits and leaves the group. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        journeys.close();
    }
}
