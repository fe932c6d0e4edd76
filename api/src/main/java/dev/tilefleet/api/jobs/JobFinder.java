package dev.tilefleet.api.jobs;

import dev.tilefleet.api.edge.StraightLine;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.store.JobArchive;
import dev.tilefleet.store.Register;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds a job in the view or, if it is not there, in the store; so any replica answers about any job at any time.
 *
 * <p>Many requests for one unknown job make one look-up. A job whose deadline is over is ended by the look-up, so that
 * nobody reads of it as accepted.
 */
final class JobFinder {
    /** An open job of which nothing was heard for so long is looked up, once in that time. */
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private final JobView view;
    private final JobArchive archive;
    private final Register register;
    private final Decisions decisions;
    private final Clock clock;
    private final StraightLine straightLine;
    private final Map<JobID, Future<KnownJob>> lookups = new ConcurrentHashMap<>();

    JobFinder(
            JobView view,
            JobArchive archive,
            Register register,
            Decisions decisions,
            Clock clock,
            StraightLine straightLine) {
        this.view = view;
        this.archive = archive;
        this.register = register;
        this.decisions = decisions;
        this.clock = clock;
        this.straightLine = straightLine;
    }

    /** Fails with {@code no-such-job}, or because the store does not answer; only a definite absence is the former. */
    Future<KnownJob> find(String text) {
        Optional<JobID> id = JobID.parse(text);
        if (id.isEmpty()) {
            return Future.failedFuture(absent(text));
        }
        Instant now = clock.instant();
        return view.find(id.get())
                .filter(seen -> !seen.isOverdue(now) && !seen.isSilent(now, SILENCE))
                .map(Future::succeededFuture)
                .orElseGet(() -> lookUp(id.get()));
    }

    /** The same, but asks the store unless the job's end is known: for those who would act on there being none. */
    Future<KnownJob> findEnd(String text) {
        return find(text).compose(seen -> seen.isOver() ? Future.succeededFuture(seen) : lookUp(seen.jobID()));
    }

    private Future<KnownJob> lookUp(JobID id) {
        return lookups.computeIfAbsent(
                id, job -> straightLine.call(() -> fromStore(job)).onComplete(_ -> lookups.remove(job)));
    }

    private KnownJob fromStore(JobID id) {
        // Before the store is asked: what happens meanwhile is not heard by this.
        Instant now = clock.instant();
        KnownJob asked = KnownJob.accepted(archive.find(id).orElseThrow(() -> absent(id.toString())), now);
        Optional<Outcome> outcome = register.find(id);
        if (outcome.isEmpty() && asked.isOverdue(clock.instant())) {
            outcome = Optional.of(decisions.giveUp(id));
        }
        return view.learn(outcome.map(end -> asked.and(KnownJob.ended(end))).orElse(asked));
    }

    private static ProblemException absent(String id) {
        return new ProblemException(
                ProblemType.NO_SUCH_JOB,
                "There is no job %s. Ids come with the answer to the submission, in Location.".formatted(id));
    }
}
