package dev.tilefleet.api.jobs;

import dev.tilefleet.job.Job;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.queue.FleetLog;
import dev.tilefleet.store.JobArchive;
import dev.tilefleet.store.Register;
import dev.tilefleet.telemetry.FleetMeters;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Ends jobs from the api's side: at the register, where a finishing worker may be first, and then on the log.
 *
 * <p>All methods throw {@link dev.tilefleet.store.StoreUnavailableException} or {@link
 * dev.tilefleet.queue.QueueUnavailableException} where they can be tried again, and {@code no-such-job}.
 */
final class Decisions {
    private final JobArchive archive;
    private final Register register;
    private final FleetLog log;
    private final JobView view;
    private final Clock clock;
    private final FleetMeters meters;

    Decisions(JobArchive archive, Register register, FleetLog log, JobView view, Clock clock, FleetMeters meters) {
        this.archive = archive;
        this.register = register;
        this.log = log;
        this.view = view;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * Ends a job that its owner no longer wants; gives how it ended, which a worker may have decided before. One whose
     * deadline is over has failed, though nobody noticed before.
     */
    Outcome dismiss(Job job) {
        Instant now = clock.instant();
        return end(
                job,
                job.isOverdue(now)
                        ? Outcome.overdue(job, now)
                        : Outcome.of(job, now, new Outcome.Dismissed(), Optional.empty()));
    }

    /** Ends a job whose deadline is over; gives how it ended, which a worker may have decided before. */
    Outcome giveUp(JobID id) {
        Job job = archive.find(id).orElseThrow(() -> Refusals.absent(id.toString()));
        return end(job, Outcome.overdue(job, clock.instant()));
    }

    /**
     * Ends a job that was done without a worker; gives how it ended, which may have been decided before. One whose
     * deadline is over has failed all the same.
     */
    Outcome succeed(Job job, Outcome.Result result) {
        Instant now = clock.instant();
        return end(
                job,
                job.isOverdue(now)
                        ? Outcome.overdue(job, now)
                        : Outcome.of(job, now, new Outcome.Successful(result), Optional.empty()));
    }

    private Outcome end(Job job, Outcome proposal) {
        Outcome outcome = register.decide(proposal);
        if (outcome.equals(proposal)) {
            meters.ended(outcome);
        }
        log.append(outcome);
        view.learn(KnownJob.accepted(job).and(KnownJob.ended(outcome)));
        return outcome;
    }
}
