package dev.tilefleet.api.jobs;

import dev.tilefleet.api.access.Caller;
import dev.tilefleet.job.JobID;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/**
 * Finds a job in the view or, if it is not there, in the store; so any replica answers about any job at any time.
 *
 * <p>All methods give the caller's own jobs only: somebody else's is answered as one that does not exist, whatever has
 * become of it, for ids are not to be probed. This is the one place that decides so for those who ask; {@link Dismissal}
 * decides it for itself, by the store.
 *
 * <p>All methods fail with {@code no-such-job}, with {@code job-removed}, or because the store does not answer; only a
 * definite absence, or another owner, is the first.
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
    public Future<KnownJob> find(JobID id, Caller caller) {
        Instant now = clock.instant();
        return find(id, caller, seen -> !seen.isOverdue(now) && !seen.isSilent(now, SILENCE));
    }

    /**
     * The same by an id as users write it, where what is none is no job's; but asks the store unless the job's end is known:
     * for those who would act on there being none.
     */
    Future<KnownJob> findEnd(String text, Caller caller) {
        return JobID.parse(text)
                .map(id -> find(id, caller, KnownJob::isOver))
                .orElseGet(() -> Future.failedFuture(Refusals.absent(text)));
    }

    /** The same for those whom the view has misled: asks the store in any case. */
    Future<KnownJob> findAgain(JobID id, Caller caller) {
        return lookups.get(id).compose(known -> shown(known, caller));
    }

    private Future<KnownJob> find(JobID id, Caller caller, Predicate<KnownJob> isEnough) {
        return view.find(id)
                // Whose it is must be known; to others nothing more need be.
                .filter(seen -> seen.owner().isPresent() && (!seen.belongsTo(caller) || isEnough.test(seen)))
                .map(seen -> shown(seen, caller))
                .orElseGet(() -> findAgain(id, caller));
    }

    private static Future<KnownJob> shown(KnownJob known, Caller caller) {
        if (!known.belongsTo(caller)) {
            return Future.failedFuture(Refusals.absent(known.jobID().toString()));
        }
        return known.isRemoved() ? Future.failedFuture(Refusals.removed(known.jobID())) : Future.succeededFuture(known);
    }
}
