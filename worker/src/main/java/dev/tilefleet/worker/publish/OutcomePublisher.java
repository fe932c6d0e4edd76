package dev.tilefleet.worker.publish;

import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.TraceParent;
import dev.tilefleet.queue.FleetLog;
import dev.tilefleet.store.Register;
import dev.tilefleet.telemetry.FleetMeters;
import java.util.Optional;

/**
 * Ends jobs: first the register decides, then the log is told what stands there. Both steps may be repeated.
 *
 * <p>All methods throw {@link dev.tilefleet.store.StoreUnavailableException} or {@link
 * dev.tilefleet.queue.QueueUnavailableException} where they can be tried again.
 */
public final class OutcomePublisher {
    private final Register register;
    private final FleetLog log;
    private final FleetMeters meters;

    public OutcomePublisher(Register register, FleetLog log, FleetMeters meters) {
        this.register = register;
        this.log = log;
        this.meters = meters;
    }

    /** How this job ended, if it has. Whoever decided may have died before telling. */
    public Optional<Outcome> find(JobID job) {
        return register.find(job);
    }

    /** Decides the end of a job, unless somebody else did, and returns what stands. Counted is what was decided here. */
    public Outcome decide(Outcome proposal) {
        Outcome standing = register.decide(proposal);
        if (standing.equals(proposal)) {
            meters.ended(standing);
        }
        return standing;
    }

    /**
     * Tells how a job ended.
     *
     * @param trace to which the request belongs that asked for the job, if that is known
     */
    public Outcome tell(Outcome outcome, Optional<TraceParent> trace) {
        log.append(outcome, trace);
        return outcome;
    }
}
