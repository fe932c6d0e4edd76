package dev.tilefleet.api.jobs;

import dev.tilefleet.api.edge.StraightLine;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.Tombstone;
import dev.tilefleet.store.JobArchive;
import dev.tilefleet.store.Register;
import dev.tilefleet.store.Tombstones;
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
    private final Tombstones tombstones;
    private final Decisions decisions;
    private final Clock clock;
    private final StraightLine straightLine;
    private final Map<JobID, Future<KnownJob>> lookups = new ConcurrentHashMap<>();

    JobFinder(
            JobView view,
            JobArchive archive,
            Register register,
            Tombstones tombstones,
            Decisions decisions,
            Clock clock,
            StraightLine straightLine) {
        this.view = view;
        this.archive = archive;
        this.register = register;
        this.tombstones = tombstones;
        this.decisions = decisions;
        this.clock = clock;
        this.straightLine = straightLine;
    }

    /**
     * Fails with {@code no-such-job}, with {@code job-removed}, or because the store does not answer; only a definite
     * absence is the first.
     */
    Future<KnownJob> find(String text) {
        Optional<JobID> id = JobID.parse(text);
        if (id.isEmpty()) {
            return Future.failedFuture(Refusals.absent(text));
        }
        Instant now = clock.instant();
        return view.find(id.get())
                .filter(seen -> !seen.isOverdue(now) && !seen.isSilent(now, SILENCE))
                .map(JobFinder::standing)
                .orElseGet(() -> lookUp(id.get()));
    }

    /** The same, but asks the store unless the job's end is known: for those who would act on there being none. */
    Future<KnownJob> findEnd(String text) {
        return find(text)
                .compose(seen -> seen.outcome().isPresent() ? Future.succeededFuture(seen) : lookUp(seen.jobID()));
    }

    /**
     * The same for those whom the view has misled: asks the store in any case, and takes no answer to somebody who asked
     * before.
     */
    Future<KnownJob> findAgain(JobID id) {
        return straightLine.call(() -> fromStore(id));
    }

    private Future<KnownJob> lookUp(JobID id) {
        return lookups.computeIfAbsent(
                id, job -> straightLine.call(() -> fromStore(job)).onComplete(_ -> lookups.remove(job)));
    }

    private static Future<KnownJob> standing(KnownJob known) {
        return known.isRemoved() ? Future.failedFuture(Refusals.removed(known.jobID())) : Future.succeededFuture(known);
    }

    private KnownJob fromStore(JobID id) {
        KnownJob asked = KnownJob.accepted(archive.find(id).orElseThrow(() -> Refusals.absent(id.toString())))
                .lookedUp(clock.instant());
        Optional<Outcome> outcome = register.find(id);
        if (outcome.isEmpty() && asked.isOverdue(clock.instant())) {
            outcome = Optional.of(decisions.giveUp(id));
        }
        // Read last: it stands only where an outcome stands, and is written later.
        Optional<Tombstone> tombstone = outcome.isPresent() ? tombstones.find(id) : Optional.empty();
        KnownJob ended = outcome.map(end -> asked.and(KnownJob.ended(end))).orElse(asked);
        KnownJob known = view.learn(
                tombstone.map(stone -> ended.and(KnownJob.removed(stone))).orElse(ended));
        if (known.isRemoved()) {
            throw Refusals.removed(id);
        }
        return known;
    }
}
