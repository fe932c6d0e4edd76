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
        Optional<KnownJob> seen = view.find(id.get());
        return seen.isPresent() && !seen.get().isOverdue(clock.instant())
                ? Future.succeededFuture(seen.get())
                : lookUp(id.get());
    }

    private Future<KnownJob> lookUp(JobID id) {
        return lookups.computeIfAbsent(
                id, job -> straightLine.call(() -> fromStore(job)).onComplete(_ -> lookups.remove(job)));
    }

    private KnownJob fromStore(JobID id) {
        KnownJob asked = KnownJob.accepted(archive.find(id).orElseThrow(() -> absent(id.toString())));
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
