package dev.tilefleet.api.follow;

import dev.tilefleet.api.access.Caller;
import dev.tilefleet.api.jobs.JobFinder;
import dev.tilefleet.api.jobs.JobView;
import dev.tilefleet.api.jobs.KnownJob;
import dev.tilefleet.job.JobID;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Tells when jobs end, to any number of callers: each costs a few hundred bytes and a timer, and no thread.
 *
 * <p>To be called on an event loop; the futures complete there. Their result is the job as it is known then: ended, or
 * not when patience was over first. They fail
 *
 * <ul>
 *   <li>as {@link JobFinder#find} does, at the begin or when patience is over: with the {@code ProblemException}
 *       {@code no-such-job} or {@code job-removed}, or because the store does not answer. A store that is away only
 *       meanwhile is no reason to stop waiting;
 *   <li>with a {@link HungUpException} as soon as the caller has left, whom nobody needs to answer.
 * </ul>
 */
public final class Following {
    private final Supplier<EventLoop> loop;
    private final JobView view;
    private final BiFunction<JobID, Caller, Future<KnownJob>> finder;
    private final Set<Wait> waits = ConcurrentHashMap.newKeySet();
    private volatile boolean isStopping;

    public Following(Vertx vertx, JobView view, JobFinder finder) {
        this(() -> VertxLoop.here(vertx), view, finder::find);
    }

    /**
     * Waits on such loops.
     *
     * @param loop the one that the caller is on
     * @param finder knows of a job what view and store know
     */
    Following(Supplier<EventLoop> loop, JobView view, BiFunction<JobID, Caller, Future<KnownJob>> finder) {
        this.loop = loop;
        this.view = view;
        this.finder = finder;
    }

    /**
     * The job's end, for a caller who gets his result from here or not at all: when the process is told to stop he goes on
     * waiting, as far as the drain budget goes.
     *
     * @param caller whose job it is; anybody else's is none
     * @param patience shorter than the server's idle timeout (90 s), which else ends the connection
     * @param hangUp succeeds when the caller has left, as {@link HangUp#of} does
     */
    public Future<KnownJob> await(JobID job, Caller caller, Duration patience, Future<?> hangUp) {
        return begin(job, caller, patience, hangUp, false).end();
    }

    /**
     * The same for a caller who can ask again: when the process is told to stop, his patience is over, so that he asks
     * another.
     */
    public Future<KnownJob> poll(JobID job, Caller caller, Duration patience, Future<?> hangUp) {
        Wait wait = begin(job, caller, patience, hangUp, true);
        if (isStopping) {
            wait.losePatience();
        }
        return wait.end();
    }

    /** The process is told to stop: whoever polls, now or later, gets what is known at once. */
    public void stop() {
        isStopping = true;
        waits.stream().filter(Wait::canAskAgain).forEach(Wait::losePatience);
    }

    /** How many wait now. */
    public int waiting() {
        return waits.size();
    }

    private Wait begin(JobID job, Caller caller, Duration patience, Future<?> hangUp, boolean canAskAgain) {
        Wait wait = new Wait(loop.get(), () -> finder.apply(job, caller), patience, canAskAgain);
        waits.add(wait);
        // Before the first look: what happens between the two is told, or seen.
        view.listen(job, wait);
        wait.end().onComplete(_ -> {
            waits.remove(wait);
            view.ignore(job, wait);
        });
        hangUp.onSuccess(_ -> wait.hangUp());
        wait.begin();
        return wait;
    }
}
