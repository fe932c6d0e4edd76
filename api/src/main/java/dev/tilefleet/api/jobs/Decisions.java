package dev.tilefleet.api.jobs;

import dev.tilefleet.job.Job;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.queue.FleetLog;
import dev.tilefleet.store.JobArchive;
import dev.tilefleet.store.Register;
import dev.tilefleet.telemetry.FleetMeters;
import java.time.Clock;
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

    /** Ends a job that its owner no longer wants; gives how it ended, which a worker may have decided before. */
    Outcome dismiss(JobID id) {
        Job job = find(id);
        return end(Outcome.of(job, clock.instant(), new Outcome.Dismissed(), Optional.empty()));
    }

    /** Ends a job whose deadline is over; gives how it ended, which a worker may have decided before. */
    Outcome giveUp(JobID id) {
        return end(Outcome.overdue(find(id), clock.instant()));
    }

    private Job find(JobID id) {
        return archive.find(id)
                .orElseThrow(() -> new ProblemException(ProblemType.NO_SUCH_JOB, "There is no job " + id + "."));
    }

    private Outcome end(Outcome proposal) {
        Outcome outcome = register.decide(proposal);
        if (outcome.equals(proposal)) {
            meters.ended(outcome);
        }
        log.append(outcome);
        view.ended(outcome);
        return outcome;
    }
}
