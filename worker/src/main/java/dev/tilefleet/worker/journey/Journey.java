package dev.tilefleet.worker.journey;

import dev.tilefleet.job.Job;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.Outcome.Ending;
import dev.tilefleet.job.Outcome.Failed;
import dev.tilefleet.job.Outcome.Successful;
import dev.tilefleet.job.Problem;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.job.Progress;
import dev.tilefleet.job.Sha256;
import dev.tilefleet.job.Timings.Stage;
import dev.tilefleet.job.TraceParent;
import dev.tilefleet.job.UnreadableDocumentException;
import dev.tilefleet.queue.FleetLog;
import dev.tilefleet.queue.UnreadableRecord;
import dev.tilefleet.store.JobArchive;
import dev.tilefleet.store.ObjectKeys;
import dev.tilefleet.telemetry.WorkerMeters;
import dev.tilefleet.telemetry.WorkerMeters.Redelivery;
import dev.tilefleet.worker.dequeue.Clearance;
import dev.tilefleet.worker.dequeue.JobHandler;
import dev.tilefleet.worker.publish.OutcomePublisher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Leads the tiles of one process through the worker's stages to an outcome.
 *
 * <p>Every step may be repeated, and the register decides between attempts: whoever dies here, the job's next reader
 * begins again and at most one end counts. A fault of the tile ends the job {@code failed} at once; a store or broker
 * that is away is waited for until the job's deadline.
 *
 * <p>A fault that nobody foresaw, outside the stages that touch the tile, is tried again as well, at long intervals:
 * given up, the job would be a hole in the ledger until the process ends, and halting the process would blame all tiles
 * in flight for what is most likely a fault of ours. From the deadline on no stage is run any more, and once the record
 * has expired it is skipped: so the tries come to an end.
 */
public final class Journey implements JobHandler {
    private static final Logger log = LoggerFactory.getLogger(Journey.class);
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(15));
    private static final Backoff AFTER_FAULTS = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));

    private final Attempt stages;
    private final Sha256 modelDigest;
    private final String worker;
    private final JobArchive archive;
    private final OutcomePublisher publisher;
    private final FleetLog fleetLog;
    private final Clock clock;
    private final Patience patience;
    private final Backoff afterFaults;
    private final WorkerMeters meters;

    public Journey(
            Stages stages,
            Sha256 modelDigest,
            String worker,
            JobArchive archive,
            OutcomePublisher publisher,
            FleetLog fleetLog,
            Clock clock,
            Gates gates,
            WorkerMeters meters) {
        this(
                stages,
                modelDigest,
                worker,
                archive,
                publisher,
                fleetLog,
                clock,
                new Patience(clock, BACKOFF, gates),
                AFTER_FAULTS,
                meters);
    }

    Journey(
            Attempt stages,
            Sha256 modelDigest,
            String worker,
            JobArchive archive,
            OutcomePublisher publisher,
            FleetLog fleetLog,
            Clock clock,
            Patience patience,
            Backoff afterFaults,
            WorkerMeters meters) {
        this.stages = stages;
        this.modelDigest = modelDigest;
        this.worker = worker;
        this.archive = archive;
        this.publisher = publisher;
        this.fleetLog = fleetLog;
        this.clock = clock;
        this.patience = patience;
        this.afterFaults = afterFaults;
        this.meters = meters;
    }

    @Override
    public void handle(Job job, Optional<TraceParent> trace, Clearance clearance) throws InterruptedException {
        whateverHappens(job.jobID().toString(), () -> lead(job, trace, clearance));
    }

    private void lead(Job job, Optional<TraceParent> trace, Clearance clearance) throws InterruptedException {
        Instant taken = clock.instant();
        if (job.isExpired(taken)) {
            log.atInfo().addKeyValue("jobID", job.jobID()).log("expired record skipped");
            return;
        }
        String id = job.jobID().toString();
        try {
            Optional<Outcome> standing = patience.always(Errand.LOOK_UP, id, () -> publisher.find(job.jobID()));
            if (standing.isPresent()) {
                repeat(standing.get(), trace);
            } else {
                end(job.isOverdue(taken) ? Outcome.overdue(job, taken) : attempt(job, trace, clearance, taken), trace);
            }
        } catch (UnreadableDocumentException e) {
            // An outcome stands, so the job has ended; a release that can read it may tell it.
            leave(job.jobID(), e);
        }
    }

    /** Tells again how a job ended: whoever decided may have died before telling. */
    private void repeat(Outcome outcome, Optional<TraceParent> trace) throws InterruptedException {
        tell(outcome, trace);
        if (outcome.execution().isPresent()) {
            meters.redelivered(Redelivery.ENDED);
        }
        traced(log.atInfo(), trace).addKeyValue("jobID", outcome.jobID()).log("job has ended already");
    }

    @Override
    public void unreadable(UnreadableRecord record) throws InterruptedException {
        whateverHappens(record.origin(), () -> setAside(record));
    }

    private void setAside(UnreadableRecord record) throws InterruptedException {
        log.atError()
                .addKeyValue("origin", record.origin())
                .addKeyValue("reason", record.reason())
                .log("a record holds no job, setting it aside");
        patience.always(Errand.SET_ASIDE, record.origin(), () -> {
            fleetLog.deadLetter(record);
            return true;
        });
        meters.deadLetter();
        if (record.jobID().isPresent()) {
            fail(record.jobID().get(), record.reason());
        }
    }

    /** What a journey does, all of which may be repeated. */
    private interface Course {
        void run() throws InterruptedException;
    }

    private void whateverHappens(String id, Course course) throws InterruptedException {
        for (int faults = 1; ; faults++) {
            try {
                course.run();
                return;
            } catch (RuntimeException | Error e) {
                meters.fault();
                log.atError().setCause(e).addKeyValue("id", id).log("a fault nobody foresaw, trying again");
                Thread.sleep(afterFaults.after(faults, ThreadLocalRandom.current()));
            }
        }
    }

    private void fail(JobID id, String reason) throws InterruptedException {
        try {
            Optional<Job> job = patience.always(Errand.LOOK_UP, id.toString(), () -> archive.find(id));
            if (job.isPresent()) {
                Failed failed = new Failed(new Problem(
                        ProblemType.UNREADABLE_RECORD, "The job's record on the queue could not be read: " + reason));
                end(Outcome.of(job.get(), clock.instant(), failed, Optional.empty()), Optional.empty());
            }
        } catch (UnreadableDocumentException e) {
            leave(id, e);
        }
    }

    private static void leave(JobID job, UnreadableDocumentException reason) {
        log.atError()
                .addKeyValue("jobID", job)
                .addKeyValue("reason", reason.getMessage())
                .log("the store holds a document that cannot be read, nothing more is done about this job");
    }

    private void end(Outcome proposal, Optional<TraceParent> trace) throws InterruptedException {
        String id = proposal.jobID().toString();
        Outcome outcome = patience.always(Errand.DECIDE, id, () -> publisher.decide(proposal));
        tell(outcome, trace);
        traced(log.atInfo(), trace)
                .addKeyValue("jobID", outcome.jobID())
                .addKeyValue("process", outcome.process())
                .addKeyValue("status", outcome.ending().status())
                .log("job ended");
    }

    private void tell(Outcome outcome, Optional<TraceParent> trace) throws InterruptedException {
        patience.always(Errand.TELL, outcome.jobID().toString(), () -> publisher.tell(outcome, trace));
    }

    /** Who follows a trace finds the job by it. */
    private static LoggingEventBuilder traced(LoggingEventBuilder line, Optional<TraceParent> trace) {
        return trace.map(known -> line.addKeyValue("traceID", known.traceID())).orElse(line);
    }

    private Outcome attempt(Job job, Optional<TraceParent> trace, Clearance clearance, Instant taken)
            throws InterruptedException {
        fleetLog.hint(Progress.of(job, worker, taken), trace);
        Stopwatch watch = new Stopwatch();
        watch.record(Stage.QUEUED, nonNegative(Duration.between(job.submitted(), taken)));
        String attempt = ObjectKeys.random();
        Ending ending = ending(job, clearance, attempt, watch);
        Outcome.Execution execution = new Outcome.Execution(modelDigest, worker, attempt, watch.timings());
        return Outcome.of(job, clock.instant(), ending, Optional.of(execution));
    }

    private Ending ending(Job job, Clearance clearance, String attempt, Stopwatch watch) throws InterruptedException {
        try {
            return new Successful(stages.run(job, clearance, attempt, patience, watch));
        } catch (ProblemException e) {
            return new Failed(e.problem());
        } catch (Patience.DeadlineExceededException e) {
            log.atWarn()
                    .setCause(e.getCause())
                    .addKeyValue("jobID", job.jobID())
                    .log("deadline passed while waiting");
            return new Failed(Problem.deadlineExceeded(job));
        } catch (RuntimeException | Error e) {
            // Whatever it is, the job must end, and its user must know.
            log.atError().setCause(e).addKeyValue("jobID", job.jobID()).log("a stage failed in a way it must not");
            return new Failed(new Problem(
                    ProblemType.INTERNAL_ERROR,
                    "The worker met a fault of its own. Its log tells more under jobID %s.".formatted(job.jobID())));
        }
    }

    /** Clocks of two machines differ; a tile is never taken before it was submitted. */
    private static Duration nonNegative(Duration time) {
        return time.isNegative() ? Duration.ZERO : time;
    }
}
