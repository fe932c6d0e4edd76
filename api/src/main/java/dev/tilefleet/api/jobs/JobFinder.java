package dev.tilefleet.api.jobs;

import dev.tilefleet.job.JobID;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/**
 * Finds a job in the view or, if it is not there, in the store; so any replica answers about any job at any time.
 *
 * <p>All methods fail with {@code no-such-job}, with {@code job-removed}, or because the store does not answer; only a
 * definite absence is the first.
 */
public final class JobFinder {
    /** An open job of which nothing was heard for so long is looked up, once in that time. */
    public static final Duration SILENCE = Duration.ofMinutes(1);

    private final JobView view;
    private final Clock clock;
    private final SingleFlight<JobID, KnownJob> lookups;

    /** @param lookups in the store, whose results the view learns */
    JobFinder(JobView view, Clock clock, SingleFlight<JobID, KnownJob> lookups) {
        this.view = view;
        this.clock = clock;
        this.lookups = lookups;
    }

    /** The job of this id; asks the store where the view does not know it, or has not heard of it for long. */
    public Future<KnownJob> find(JobID id) {
        Instant now = clock.instant();
        return find(id, seen -> !seen.isOverdue(now) && !seen.isSilent(now, SILENCE));
    }

    /**
     * The same by an id as users write it, where what is none is no job's; but asks the store unless the job's end is known:
     * for those who would act on there being none.
     */
    Future<KnownJob> findEnd(String text) {
        return JobID.parse(text)
                .map(id -> find(id, KnownJob::isOver))
                .orElseGet(() -> Future.failedFuture(Refusals.absent(text)));
    }

    /** The same for those whom the view has misled: asks the store in any case. */
    Future<KnownJob> findAgain(JobID id) {
        return lookups.get(id);
    }

    private Future<KnownJob> find(JobID id, Predicate<KnownJob> isEnough) {
        return view.find(id).filter(isEnough).map(JobFinder::standing).orElseGet(() -> lookups.get(id));
    }

    private static Future<KnownJob> standing(KnownJob known) {
        return known.isRemoved() ? Future.failedFuture(Refusals.removed(known.jobID())) : Future.succeededFuture(known);
    }
}
