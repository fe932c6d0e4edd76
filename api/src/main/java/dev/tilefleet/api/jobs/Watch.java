package dev.tilefleet.api.jobs;

import dev.tilefleet.api.outlook.Outlook;
import dev.tilefleet.api.outlook.Outlooks;
import dev.tilefleet.job.Status;
import java.time.Instant;
import java.util.Optional;

/** Sees by what changes in the view who waits, who is taken and who has ended. Told of one change at a time. */
final class Watch {
    private final Outlooks outlooks = new Outlooks();

    /** A job that was not known is known from now on. */
    void begin(KnownJob job) {
        if (isWaiting(job)) {
            outlooks.join(job.process(), job.submittedMillis(), job.heard());
        }
    }

    void change(KnownJob before, KnownJob after) {
        if (isWaiting(before) && !isWaiting(after)) {
            if (after.startedMillis() != KnownJob.NEVER || after.isRun()) {
                outlooks.take(before.process(), before.submittedMillis());
            } else {
                outlooks.leave(before.process(), before.submittedMillis());
            }
        } else if (!isWaiting(before)) {
            begin(after);
        }
        if (!before.isOver() && after.isRun()) {
            outlooks.end(after.process(), after.heard(), run(after));
        }
    }

    void forget(KnownJob job) {
        if (isWaiting(job)) {
            outlooks.forget(job.process(), job.submittedMillis());
        }
    }

    /** Of a job that waits, if that can be told. */
    Optional<Outlook> outlook(KnownJob job, Instant now) {
        return isWaiting(job) ? outlooks.of(job.process(), job.submittedMillis(), now) : Optional.empty();
    }

    private static boolean isWaiting(KnownJob job) {
        return job.status() == Status.ACCEPTED && job.submittedMillis() != KnownJob.NEVER;
    }

    /** Both times are the worker's; hints may be of another worker, or come late. */
    private static long run(KnownJob job) {
        return job.startedMillis() == KnownJob.NEVER ? -1 : job.decidedMillis() - job.startedMillis();
    }
}
