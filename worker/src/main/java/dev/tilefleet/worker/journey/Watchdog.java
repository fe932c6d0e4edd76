package dev.tilefleet.worker.journey;

import dev.tilefleet.job.JobID;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when native code hangs with a tile: nothing else gets a thread out of it. The tile is written down as
 * in flight, so it comes back as a suspect.
 */
public final class Watchdog implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Watchdog.class);

    private final Duration patience;
    private final Runnable halt;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("watchdog").daemon().factory());

    /**
     * Begins to watch.
     *
     * @param patience the longest a stage may take
     * @param halt ends the process without asking anybody
     */
    public Watchdog(Duration patience, Runnable halt) {
        this.patience = patience;
        this.halt = halt;
    }

    /** Runs a stage under watch. */
    <T> T guard(JobID job, Stopwatch.Step<T> stage) throws InterruptedException, Patience.DeadlineExceededException {
        Future<?> bite = timer.schedule(() -> bite(job), patience.toNanos(), TimeUnit.NANOSECONDS);
        try {
            return stage.run();
        } finally {
            bite.cancel(false);
        }
    }

    private void bite(JobID job) {
        log.atError()
                .addKeyValue("jobID", job)
                .addKeyValue("patience", patience)
                .log("native code hangs with a tile, ending the process");
        halt.run();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
