package dev.tilefleet.api.jobs;

import dev.tilefleet.job.ProcessID;
import dev.tilefleet.lifecycle.Readiness;
import dev.tilefleet.queue.KafkaConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds the job view from the log, on a thread of its own: every partition of the jobs, outcomes and progress topics,
 * without a group, since each replica wants them all.
 *
 * <p>Until the view has caught up, the condition is not met, and says why. How far it is behind later, {@link #age} tells.
 */
public final class ViewReader implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ViewReader.class);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration BACK_OFF = Duration.ofSeconds(1);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final ViewTopics topics;
    private final ViewRecords records;
    private final JobView view;
    private final Duration window;
    private final Clock clock;
    private final Readiness.Condition caughtUp;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Optional<Consumer<byte[], byte[]>> reading = Optional.empty();
    private volatile Optional<Instant> asOf = Optional.empty();

    /** @param window how far back the view goes */
    public ViewReader(
            KafkaConfig config,
            Collection<ProcessID> processes,
            JobView view,
            Duration window,
            Clock clock,
            Readiness.Condition caughtUp) {
        this(() -> ViewConsumer.open(config), config, processes, view, window, clock, caughtUp);
    }

    /** @param consumers gives a new one each time */
    ViewReader(
            Supplier<Consumer<byte[], byte[]>> consumers,
            KafkaConfig config,
            Collection<ProcessID> processes,
            JobView view,
            Duration window,
            Clock clock,
            Readiness.Condition caughtUp) {
        this.consumers = consumers;
        this.topics = new ViewTopics(config.topics(), List.copyOf(processes));
        this.records = new ViewRecords(config.topics());
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

    /** How long ago the view was all that the log said; empty as long as it was not since reading began. */
    public Optional<Duration> age() {
        return asOf.map(time -> Duration.between(time, clock.instant()));
    }

    private void run() {
        while (!isClosing()) {
            try (Consumer<byte[], byte[]> consumer = consumers.get()) {
                reading = Optional.of(consumer);
                follow(new ViewSession(consumer, topics, records, view, window, clock));
            } catch (Throwable fault) {
                // An Error too: without this thread the replica would answer from a view that stands still. What the
                // session had in hand may be lost, so the next begins where the window does.
                asOf = Optional.empty();
                caughtUp.unmet("reading failed and begins anew: " + fault);
                log.atError().setCause(fault).log("reading the log failed, beginning anew");
                pauseFor(BACK_OFF);
            } finally {
                reading = Optional.empty();
            }
        }
    }

    private void follow(ViewSession session) {
        while (!isClosing()) {
            try {
                session.turn();
                if (!session.hasBegun()) {
                    pauseFor(LOOK);
                }
            } catch (WakeupException _) {
                log.atDebug().log("reading ends");
            } catch (KafkaException e) {
                log.atWarn().setCause(e).log("reading the log failed, trying again");
                pauseFor(BACK_OFF);
            }
            asOf = session.asOf();
            session.shortfall().ifPresentOrElse(caughtUp::unmet, caughtUp::met);
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

    @Override
    public void close() {
        closing.countDown();
        reading.ifPresent(Consumer::wakeup);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
