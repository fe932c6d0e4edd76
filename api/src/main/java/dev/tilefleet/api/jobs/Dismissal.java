package dev.tilefleet.api.jobs;

import dev.tilefleet.job.Job;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.queue.FleetLog;
import dev.tilefleet.store.JobArchive;
import dev.tilefleet.store.Register;
import java.time.Clock;
import java.util.Optional;

/** Ends a job because its owner no longer wants it: at the register, where a finishing worker may be first. */
final class Dismissal {
    private final JobArchive archive;
    private final Register register;
    private final FleetLog log;
    private final JobView view;
    private final Clock clock;

    Dismissal(JobArchive archive, Register register, FleetLog log, JobView view, Clock clock) {
        this.archive = archive;
        this.register = register;
        this.log = log;
        this.view = view;
        this.clock = clock;
    }

    /** How the job ended: dismissed, or as a worker decided before. */
    Outcome dismiss(JobID id) {
        Job job = archive.find(id)
                .orElseThrow(() -> new ProblemException(ProblemType.NO_SUCH_JOB, "There is no job " + id + "."));
        Outcome outcome = register.decide(Outcome.of(job, clock.instant(), new Outcome.Dismissed(), Optional.empty()));
        log.append(outcome);
        view.ended(outcome);
        return outcome;
    }
}
