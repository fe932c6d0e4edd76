package dev.tilefleet.api.echo;

import dev.tilefleet.job.Job;
import dev.tilefleet.job.Progress;
import dev.tilefleet.job.UnreadableDocumentException;
import dev.tilefleet.queue.FleetLog;
import dev.tilefleet.queue.QueueUnavailableException;
import dev.tilefleet.store.StoreUnavailableException;
import dev.tilefleet.store.TileStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the jobs that were accepted, in the place of a queue, and ends them: at once, or after the pause that they ask
 * for. A job whose api dies in between, or cannot write, is ended by its deadline, like one that no worker came for.
 */
final class EchoJobs {
    private static final Logger logger = LoggerFactory.getLogger(EchoJobs.class);
    /** Who says that a job is running. */
    private static final String RUNNER = "echo";

    private final TileStore store;
    private final FleetLog log;
    private final BiConsumer<Job, byte[]> completion;
    private final Later later;
    private final Clock clock;

    /**
     * Takes jobs for one replica.
     *
     * @param completion ends a job with a results document, as {@link dev.tilefleet.api.jobs.Completion} does
     */
    EchoJobs(TileStore store, FleetLog log, BiConsumer<Job, byte[]> completion, Later later, Clock clock) {
        this.store = store;
        this.log = log;
        this.completion = completion;
        this.later = later;
        this.clock = clock;
    }

    /** Has a step taken after a while, where it may block. */
    interface Later {
        void call(Duration delay, Runnable step);
    }

    /**
     * Takes a job, which every replica hears of.
     *
     * @throws StoreUnavailableException if it cannot be ended now: to be repeated
     * @throws QueueUnavailableException if it cannot be told of: to be repeated
     */
    void take(Job job) {
        log.announce(job);
        Optional<EchoTask> task = store.read(job.input().key()).map(EchoTask::read);
        if (task.isEmpty()) {
            // Its removal was quicker than the repetition of its submission.
            logger.atInfo().addKeyValue("jobID", job.jobID()).log("input of an echo is gone");
        } else if (task.get().pause().isZero()) {
            end(job, task.get());
        } else {
            log.hint(Progress.of(job, RUNNER, clock.instant()));
            later.call(task.get().pause(), () -> endAfterAll(job, task.get()));
        }
    }

    private void end(Job job, EchoTask task) {
        completion.accept(job, EchoJson.write(task.outputs()));
    }

    /** Nobody waits for this who could repeat it. */
    private void endAfterAll(Job job, EchoTask task) {
        try {
            end(job, task);
        } catch (StoreUnavailableException | QueueUnavailableException | UnreadableDocumentException e) {
            logger.atWarn()
                    .addKeyValue("jobID", job.jobID())
                    .addKeyValue("reason", e.getMessage())
                    .log("an echo is left to its deadline");
        }
    }
}
