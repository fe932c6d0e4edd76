package dev.tilefleet.api.jobs;

import dev.tilefleet.job.JobID;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Finds a job in the view or, if it is not there, in the store; so any replica answers about any job at any time.
 *
 * <p>Both methods fail with {@code no-such-job}, or because the store does not answer; only a definite absence is the
 * former.
 */
final class JobFinder {
    /** An open job of which nothing was heard for so long is looked up, once in that time. */
    static final Duration SILENCE = Duration.ofMinutes(1);

    private final JobView view;
    private final Clock clock;
    private final SingleFlight<JobID, KnownJob> lookups;

    /** @param lookups in the store, whose results the view learns */
    JobFinder(JobView view, Clock clock, SingleFlight<JobID, KnownJob> lookups) {
        this.view = view;
        this.clock = clock;
        this.lookups = lookups;
    }

    Future<KnownJob> find(String text) {
        Instant now = clock.instant();
        return JobID.parse(text)
                .map(id -> view.find(id)
                        .filter(seen -> !seen.isOverdue(now) && !seen.isSilent(now, SILENCE))
                        .map(Future::succeededFuture)
                        .orElseGet(() -> lookups.get(id)))
                .orElseGet(() -> Future.failedFuture(absent(text)));
    }

    /** The same, but asks the store unless the job's end is known: for those who would act on there being none. */
    Future<KnownJob> findEnd(String text) {
        return JobID.parse(text)
                .map(id -> view.find(id)
                        .filter(KnownJob::isOver)
                        .map(Future::succeededFuture)
                        .orElseGet(() -> lookups.get(id)))
                .orElseGet(() -> Future.failedFuture(absent(text)));
    }

    static ProblemException absent(String id) {
        return new ProblemException(
                ProblemType.NO_SUCH_JOB,
                "There is no job %s. Ids come with the answer to the submission, in Location.".formatted(id));
    }
}
