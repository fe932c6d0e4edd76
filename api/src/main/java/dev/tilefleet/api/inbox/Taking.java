package dev.tilefleet.api.inbox;

import dev.tilefleet.api.access.Caller;
import dev.tilefleet.api.intake.StoredTiles;
import dev.tilefleet.api.intake.Submission;
import dev.tilefleet.api.ogc.Processes;
import dev.tilefleet.api.outbox.DropName;
import dev.tilefleet.api.outbox.Outbox;
import dev.tilefleet.job.Problem;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.job.UnreadableDocumentException;
import dev.tilefleet.queue.QueueUnavailableException;
import dev.tilefleet.store.StoreUnavailableException;
import dev.tilefleet.telemetry.InboxMeters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one version of a dropped file: it becomes a job, or is answered with an error document. */
final class Taking {
    private static final Logger log = LoggerFactory.getLogger(Taking.class);

    private final Marks marks;
    private final SideCar sideCar;
    private final Processes processes;
    private final StoredTiles tiles;
    private final Outbox outbox;
    private final Caller owner;
    private final InboxMeters meters;

    /** @param owner of the jobs */
    Taking(
            Marks marks,
            SideCar sideCar,
            Processes processes,
            StoredTiles tiles,
            Outbox outbox,
            Caller owner,
            InboxMeters meters) {
        this.marks = marks;
        this.sideCar = sideCar;
        this.processes = processes;
        this.tiles = tiles;
        this.outbox = outbox;
        this.owner = owner;
        this.meters = meters;
    }

    /**
     * Returns when it is taken, when somebody else has it in hand, or when store or queue failed: then it stays open, to
     * be gone on with.
     *
     * @param again somebody began and did not come to the end, as far as is known
     */
    void take(Drop drop, boolean again) {
        try {
            if (again ? marks.isOpen(drop.mark()) : marks.begin(drop.mark())) {
                end(drop, again);
            }
        } catch (StoreUnavailableException | QueueUnavailableException | UnreadableDocumentException e) {
            log.atWarn()
                    .addKeyValue("file", drop.shown())
                    .addKeyValue("reason", e.getMessage())
                    .log("a dropped file cannot be taken now, a later sweep goes on");
        }
    }

    private void end(Drop drop, boolean again) {
        StoredTiles.Result result;
        try {
            result = tiles.accept(drop.mark(), asked(drop), drop.object(), again);
        } catch (ProblemException e) {
            refuse(drop, e.problem());
            return;
        }
        switch (result) {
            case StoredTiles.Result.Accepted(var job) -> {
                marks.end(drop.mark());
                meters.accepted();
                log.atInfo()
                        .addKeyValue("jobID", job.jobID())
                        .addKeyValue("file", drop.shown())
                        .log("dropped file accepted");
            }
            case StoredTiles.Result.Taken _ -> marks.end(drop.mark());
            // Its marks go with the next sweeps, unless it comes again before.
            case StoredTiles.Result.Gone _ ->
                log.atInfo().addKeyValue("file", drop.shown()).log("dropped file went or was overwritten");
        }
    }

    private Submission asked(Drop drop) {
        DropName name = drop.name();
        if (name.process().isEmpty()) {
            throw new ProblemException(
                    ProblemType.NO_SUCH_PROCESS,
                    "The file lies in no process's folder. Put it into that of one of %s, as in inbox/{process}/%s."
                            .formatted(processes.ids(), name.path()));
        }
        return Submission.of(owner, processes.get(name.process()))
                .and(sideCar.of(name))
                .and(outbox.callback(drop.object()));
    }

    /** The document first: whoever dies behind it writes it once more, and nobody once it is marked. */
    private void refuse(Drop drop, Problem problem) {
        outbox.refuse(drop.name(), drop.object(), problem);
        marks.settle(drop.mark());
        marks.end(drop.mark());
        meters.refused();
        log.atInfo()
                .addKeyValue("file", drop.shown())
                .addKeyValue("problem", problem.type().code())
                .log("dropped file refused");
    }
}
