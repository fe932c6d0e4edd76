package dev.tilefleet.worker.publish;

import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.queue.FleetLog;
import dev.tilefleet.store.Register;
import dev.tilefleet.telemetry.FleetMeters;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends jobs: first the register decides, then the log is told what stands there. Both steps may be repeated.
 *
 * <p>All methods throw {@link dev.tilefleet.store.StoreUnavailableException} or {@link
 * dev.tilefleet.queue.QueueUnavailableException} where they can be tried again.
 */
public final class OutcomePublisher {
    private static final Logger logger = LoggerFactory.getLogger(OutcomePublisher.class);

    private final Register register;
    private final FleetLog log;
    private final FleetMeters meters;

    public OutcomePublisher(Register register, FleetLog log, FleetMeters meters) {
        this.register = register;
        this.log = log;
        this.meters = meters;
    }

    /** Tells again how this job ended, if it has: whoever decided may have died before telling. */
    public boolean repeat(JobID job) {
        Optional<Outcome> outcome = register.find(job);
        outcome.ifPresent(log::append);
        return outcome.isPresent();
    }

    /** Decides the end of a job, unless somebody else did, and returns what stands. Counted is what was decided here. */
    public Outcome decide(Outcome proposal) {
        Outcome standing = register.decide(proposal);
        if (standing.equals(proposal)) {
            meters.ended(standing);
        }
        return standing;
    }

    /** Tells how a job ended. */
    public Outcome tell(Outcome outcome) {
        log.append(outcome);
        logger.atInfo()
                .addKeyValue("jobID", outcome.jobID())
                .addKeyValue("process", outcome.process())
                .addKeyValue("status", outcome.ending().status())
                .log("job ended");
        return outcome;
    }
}
