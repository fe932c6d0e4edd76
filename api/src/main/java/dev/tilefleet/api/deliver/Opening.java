package dev.tilefleet.api.deliver;

import dev.tilefleet.job.Callback;
import dev.tilefleet.job.Delivery;
import dev.tilefleet.job.DeliveryID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.Progress;
import dev.tilefleet.job.TraceParent;
import dev.tilefleet.job.UnreadableDocumentException;
import dev.tilefleet.store.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes durable what ends have to be told, and begins to tell it. */
final class Opening {
    private static final Logger log = LoggerFactory.getLogger(Opening.class);
    /** A hint that comes later than that tells nothing new. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final Reports reports;
    private final Sweep sweep;
    private final Lanes lanes;
    private final Courier courier;
    private final Clock clock;

    Opening(Reports reports, Sweep sweep, Lanes lanes, Courier courier, Clock clock) {
        this.reports = reports;
        this.sweep = sweep;
        this.lanes = lanes;
        this.courier = courier;
        this.clock = clock;
    }

    /**
     * An end that was read.
     *
     * @param shard for its timers
     * @param trace to which the job's request belongs, if that is known
     */
    record Heard(Outcome outcome, int shard, Optional<TraceParent> trace) {}

    /**
     * Returns when reports and timers of all of them stand; many requests to the store at a time. What was recorded as
     * delivered before is not told again.
     *
     * @throws StoreUnavailableException if one of them may not stand: to be repeated as a whole
     */
    void open(List<Heard> ends) throws InterruptedException {
        List<Future<?>> steps = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Heard end : ends) {
                for (Callback callback : Recipients.of(end.outcome())) {
                    steps.add(threads.submit(() -> open(end, callback)));
                }
            }
            for (Future<?> step : steps) {
                await(step);
            }
        }
    }

    private static void await(Future<?> step) throws InterruptedException {
        try {
            step.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StoreUnavailableException away) {
                throw away;
            }
            // It would be met again at every try, and hold up all others.
            log.atError().setCause(e.getCause()).log("a callback cannot be told, for a fault");
        }
    }

    private void open(Heard end, Callback callback) {
        Instant now = clock.instant();
        try {
            Delivery delivery = reports.open(
                    Delivery.of(end.outcome(), callback, end.shard(), now, RetrySchedule.now(now), end.trace()));
            if (delivery.next().filter(due -> !due.isAfter(now)).isPresent()) {
                // Where there is no place, the next round finds it.
                var _ = sweep.offer(Timer.of(delivery));
            }
        } catch (UnreadableDocumentException e) {
            log.atWarn()
                    .addKeyValue("jobID", end.outcome().jobID())
                    .addKeyValue("reason", e.getMessage())
                    .log("a delivery is left to a release that can read it");
        }
    }

    /** Tells that a job runs, if there is time and place for it just now. */
    void hint(Progress progress, Optional<TraceParent> trace) {
        if (progress.since().plus(FRESH).isBefore(clock.instant())) {
            return;
        }
        for (Callback callback : progress.callbacks()) {
            String origin = DeliveryID.of(callback).origin();
            String name = "running/" + progress.jobID() + "/" + progress.since() + "/" + callback.uri();
            var _ = lanes.offer(origin, name, () -> courier.tell(progress, callback.uri(), trace));
        }
    }
}
