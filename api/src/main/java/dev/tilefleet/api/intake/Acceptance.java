package dev.tilefleet.api.intake;

import dev.tilefleet.api.access.Caller;
import dev.tilefleet.api.jobs.JobView;
import dev.tilefleet.job.Job;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.Sha256;
import dev.tilefleet.job.TraceParent;
import dev.tilefleet.store.JobArchive;
import dev.tilefleet.store.Register;
import dev.tilefleet.store.StoreUnavailableException;
import dev.tilefleet.store.TileStore;
import dev.tilefleet.telemetry.FleetMeters;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a job of a tile that is in the store: first the store says what was asked, then the queue carries it. */
public final class Acceptance {
    private static final Logger log = LoggerFactory.getLogger(Acceptance.class);

    private final Tickets tickets;
    private final TileStore store;
    private final JobArchive archive;
    private final Register register;
    private final BiConsumer<Job, Optional<TraceParent>> queue;
    private final JobView view;
    private final FleetMeters meters;
    private final Clock clock;
    private final Duration deadline;
    private final Duration expiry;

    /**
     * Accepts for one replica.
     *
     * @param queue takes a job that is to be done, which may have been taken before, and the trace of its request; throws {@link
     *     dev.tilefleet.queue.QueueUnavailableException} where it does not
     * @param deadline how long after its submission a job is given up
     * @param expiry how long after its submission its record may be read
     */
    public Acceptance(
            TileStore store,
            BiConsumer<Job, Optional<TraceParent>> queue,
            JobView view,
            FleetMeters meters,
            Clock clock,
            Duration deadline,
            Duration expiry) {
        this.tickets = new Tickets(store, clock);
        this.store = store;
        this.archive = new JobArchive(store);
        this.register = new Register(store);
        this.queue = queue;
        this.view = view;
        this.meters = meters;
        this.clock = clock;
        this.deadline = deadline;
        this.expiry = expiry;
    }

    /** The first step under a key, before the body is read: see {@link Tickets#redeem}. */
    Ticket redeem(Caller caller, IdempotencyKey key) {
        return tickets.redeem(caller, key);
    }

    /** The first step for a dropped file: see {@link Tickets#redeem}. */
    Optional<Ticket> redeem(Sha256 drop, String owner, boolean again) {
        return tickets.redeem(drop, owner, again);
    }

    /**
     * The last step. Returns once the job is acknowledged by store and queue: this one, or the one that stands under its key.
     *
     * @throws ProblemException {@code idempotency-key-reused} if that one was asked otherwise
     * @throws StoreUnavailableException nothing was promised
     * @throws dev.tilefleet.queue.QueueUnavailableException nothing was promised, though the job may run
     */
    Job accept(Ticket ticket, Arrival arrival) {
        Job proposal = proposal(ticket, arrival, clock.instant());
        Job standing = ticket.standing().orElseGet(() -> archive.claim(proposal));
        if (standing.equals(proposal)) {
            append(standing, arrival.submission().trace());
        } else {
            repeat(ticket, standing, proposal, arrival.submission().trace());
        }
        view.accepted(standing);
        return standing;
    }

    /**
     * The last step for a dropped file that no job stands for yet. Where two go on with one file at once, the first one's
     * job is that of both: nobody waits for an answer to the other.
     */
    Job adopt(Ticket ticket, Arrival arrival) {
        Job proposal = proposal(ticket, arrival, clock.instant());
        Job standing = archive.claim(proposal);
        if (!standing.equals(proposal)) {
            removeInput(ticket.input());
            return resume(standing);
        }
        append(standing, Optional.empty());
        view.accepted(standing);
        return standing;
    }

    /** The last step for a dropped file that a job stands for. */
    Job resume(Job standing) {
        requeue(standing, Optional.empty());
        view.accepted(standing);
        return standing;
    }

    private void append(Job fresh, Optional<TraceParent> trace) {
        queue.accept(fresh, trace);
        meters.accepted(fresh.process(), fresh.input().size());
    }

    private void repeat(Ticket ticket, Job standing, Job again, Optional<TraceParent> trace) {
        if (ticket.standing().isEmpty()) {
            removeInput(ticket.input());
        }
        Twins.requireSame(standing, again);
        requeue(standing, trace);
    }

    /** Whoever wrote the job down may have died before it was queued; a record too many harms nobody. */
    private void requeue(Job standing, Optional<TraceParent> trace) {
        if (register.find(standing.jobID()).isEmpty()) {
            queue.accept(standing, trace);
        }
    }

    /** No document names it: another tile came first. */
    void removeInput(String key) {
        try {
            store.delete(key);
        } catch (StoreUnavailableException e) {
            log.atInfo()
                    .addKeyValue("key", key)
                    .addKeyValue("reason", e.getMessage())
                    .log("input of a repeated submission is left to the store's lifecycle");
        }
    }

    private Job proposal(Ticket ticket, Arrival arrival, Instant now) {
        Submission asked = arrival.submission();
        return new Job(
                ticket.job(),
                asked.offer().process(),
                asked.caller().owner(),
                new Job.Input(
                        ticket.input(),
                        arrival.size(),
                        arrival.sha256(),
                        asked.offer().mediaType(),
                        arrival.name()),
                asked.offer().digest(),
                now,
                now.plus(deadline),
                now.plus(expiry),
                asked.callbacks(),
                asked.parameters(),
                asked.results());
    }
}
