package dev.tilefleet.api.jobs;

import dev.tilefleet.job.JobID;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.queue.FleetLog;
import dev.tilefleet.queue.QueueUnavailableException;
import dev.tilefleet.store.JobArchive;
import dev.tilefleet.store.Register;
import dev.tilefleet.store.StoreUnavailableException;
import dev.tilefleet.store.TileStore;
import dev.tilefleet.telemetry.FleetMeters;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the jobs of the view whose deadline is over, now and then: so no job stays accepted for ever, even with no worker
 * alive. Every replica sweeps; the register takes one decision a job.
 */
public final class DeadlineSweep implements AutoCloseable {
    private static final Logger logger = LoggerFactory.getLogger(DeadlineSweep.class);
    private static final Duration PERIOD = Duration.ofSeconds(30);

    private final JobView view;
    private final Decisions decisions;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("deadlines").daemon().factory());

    public DeadlineSweep(JobView view, TileStore store, FleetLog log, Clock clock, FleetMeters meters) {
        this.view = view;
        this.decisions = new Decisions(new JobArchive(store), new Register(store), log, view, clock, meters);
        this.clock = clock;
    }

    /** Sweeps from now on; replicas that started together drift apart. */
    public void start() {
        long first = ThreadLocalRandom.current().nextLong(PERIOD.toMillis());
        var _ = timer.scheduleWithFixedDelay(this::sweep, first, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    void sweep() {
        List<JobID> overdue = view.overdue(clock.instant());
        try {
            overdue.forEach(this::giveUp);
        } catch (StoreUnavailableException | QueueUnavailableException e) {
            logger.atWarn().addKeyValue("reason", e.getMessage()).log("overdue jobs cannot be ended now, later again");
        } catch (RuntimeException e) {
            // Thrown on, it would end every sweep to come.
            logger.atError().setCause(e).log("a sweep for overdue jobs failed");
        }
    }

    private void giveUp(JobID job) {
        try {
            decisions.giveUp(job);
            logger.atInfo().addKeyValue("jobID", job).log("overdue job ended");
        } catch (ProblemException e) {
            logger.atWarn()
                    .addKeyValue("jobID", job)
                    .addKeyValue("reason", e.getMessage())
                    .log("overdue job left as it is");
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
