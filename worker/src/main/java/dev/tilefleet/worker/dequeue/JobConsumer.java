package dev.tilefleet.worker.dequeue;

import dev.tilefleet.job.Job;
import dev.tilefleet.job.UnreadableDocumentException;
import dev.tilefleet.queue.FleetRecords;
import dev.tilefleet.queue.UnreadableRecord;
import dev.tilefleet.telemetry.WorkerMeters;
import dev.tilefleet.telemetry.WorkerMeters.Redelivery;
import dev.tilefleet.telemetry.WorkerMeters.Suspicion;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
    private static final Duration RECOMMIT = Duration.ofHours(1);
    private static final Duration BACK_OFF = Duration.ofSeconds(1);
    private static final Duration LEAVE_TIMEOUT = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final int capacity;
    private final JobHandler handler;
    private final Duration drainBudget;
    private final Valve valve;
    private final WorkerMeters meters;
    private final PartitionLedgers ledgers;
    private final ControlTower tower;
    private final ConcurrentLinkedQueue<PartitionLedgers.Taken> done = new ConcurrentLinkedQueue<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final ExecutorService journeys;
    private final Thread thread;
    private volatile boolean closing;
    private long recommitted = System.nanoTime();

    /** @param consumer hands out one record a poll, so that no more than the capacity is ever in hand */
    JobConsumer(
            Consumer<byte[], byte[]> consumer,
            String topic,
            int capacity,
            JobHandler handler,
            Airspace airspace,
            Duration drainBudget,
            Valve valve,
            WorkerMeters meters) {
        this.consumer = consumer;
        this.topic = topic;
        this.capacity = capacity;
        this.handler = handler;
        this.drainBudget = drainBudget;
        this.valve = valve;
        this.meters = meters;
        this.ledgers = new PartitionLedgers(consumer, this::settle);
        this.tower = new ControlTower(ledgers, airspace, meters);
        this.journeys = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("journey-", 0).factory());
        this.thread = Thread.ofPlatform().name("poll-" + topic).unstarted(this::run);
    }

    /** Begins to take jobs. */
    public void start() {
        meters.queue(inFlight::get, ledgers::count, ledgers::span);
        thread.start();
    }

    /** Jobs taken and not ended. */
    public int inFlight() {
        return inFlight.get();
    }

    private void run() {
        consumer.subscribe(List.of(topic), ledgers);
        while (!closing) {
            turn(inFlight.get() < capacity && valve.letsIn());
        }
        drain();
    }

    /** One turn of the loop, taking records if there is room. */
    private void turn(boolean room) {
        try {
            if (room) {
                ledgers.pauseFull();
            } else {
                consumer.pause(consumer.assignment());
            }
            consumer.poll(isAwaited(room) ? SHORTLY : WAIT_FOR_RECORDS).forEach(this::take);
            settle();
            tower.turn();
            recommitHourly();
            ledgers.commit();
        } catch (RuntimeException e) {
            // Whatever it is: without this thread the worker would look alive and take nothing.
            log.atWarn().setCause(e).addKeyValue("topic", topic).log("polling failed, trying again");
            pauseFor(BACK_OFF);
        }
    }

    /**
     * Whether somebody waits for this thread: for room to take the next job, or for clearance. While the valve is shut
     * nobody does, for however long that is.
     */
    private boolean isAwaited(boolean room) {
        return valve.letsIn() && (!room || inFlight.get() > tower.flying());
    }

    /** Offsets of a group live so long from their last commit; a partition without jobs commits nothing by itself. */
    private void recommitHourly() {
        long now = System.nanoTime();
        if (now - recommitted > RECOMMIT.toNanos()) {
            recommitted = now;
            ledgers.recommit();
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        PartitionLedgers.Taken taken = ledgers.take(record);
        if (taken.suspect()) {
            meters.redelivered(Redelivery.IN_FLIGHT);
            meters.suspected(Suspicion.MARKED);
        }
        inFlight.incrementAndGet();
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
            inFlight.decrementAndGet();
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
        handler.handle(job, tower.clearance(taken));
    }

    private void settle() {
        for (PartitionLedgers.Taken next = done.poll(); next != null; next = done.poll()) {
            next.done();
        }
    }

    private void drain() {
        long begin = System.nanoTime();
        log.atInfo()
                .addKeyValue("topic", topic)
                .addKeyValue("inFlight", inFlight())
                .log("draining");
        while (inFlight.get() > 0 && System.nanoTime() - begin < drainBudget.toNanos()) {
            turn(false);
        }
        journeys.shutdownNow();
        settle();
        ledgers.commitInPeace();
        consumer.close(CloseOptions.timeout(LEAVE_TIMEOUT));
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
