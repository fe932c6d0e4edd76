package dev.tilefleet.api.compat;

import dev.tilefleet.api.access.Caller;
import dev.tilefleet.api.admission.UploadSlot;
import dev.tilefleet.api.edge.AnswerKind;
import dev.tilefleet.api.edge.Edge;
import dev.tilefleet.api.follow.Following;
import dev.tilefleet.api.follow.HangUp;
import dev.tilefleet.api.intake.Intake;
import dev.tilefleet.api.intake.Submission;
import dev.tilefleet.api.intake.TileBody;
import dev.tilefleet.api.jobs.Dismissal;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.Problem;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.model.ModelDescription;
import dev.tilefleet.store.StoreUnavailableException;
import dev.tilefleet.store.TileStore;
import dev.tilefleet.telemetry.FleetMeters.Answer;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One tile through the queue and back, while its caller waits. Who gets no mask leaves no job behind: when his time is over
 * or he hangs up, the job is dismissed.
 */
final class Errand {
    private static final Logger log = LoggerFactory.getLogger(Errand.class);

    private final Edge edge;
    private final Intake intake;
    private final Following following;
    private final Dismissal dismissal;
    private final TileStore store;

    Errand(Edge edge, Intake intake, Following following, Dismissal dismissal, TileStore store) {
        this.edge = edge;
        this.intake = intake;
        this.following = following;
        this.dismissal = dismissal;
        this.store = store;
    }

    /** What came back. */
    record Done(JobID job, MaskArray mask) {}

    /**
     * Runs it; fails with the job's problem, with {@code not-in-time}, or with a {@link
     * dev.tilefleet.api.follow.HungUpException} where nobody is to be answered.
     *
     * @param body of a paused request
     * @param patience asked when the tile is in
     */
    Future<Done> run(RoutingContext context, ModelDescription model, TileBody body, Supplier<Duration> patience) {
        Caller caller = Caller.of(context);
        Future<Void> hangUp = HangUp.of(context);
        return UploadSlot.hold(
                        context,
                        intake.submit(
                                Submission.of(caller, model)
                                        .traced(context.request().headers()),
                                body))
                .onSuccess(_ -> AnswerKind.note(context, Answer.WAIT))
                .compose(job -> end(job.jobID(), caller, patience.get(), hangUp)
                        .compose(ending -> edge.call(() -> new Done(job.jobID(), mask(job.jobID(), ending)))));
    }

    private Future<Outcome.Ending> end(JobID job, Caller caller, Duration patience, Future<Void> hangUp) {
        return following
                .await(job, caller, patience, hangUp)
                .onFailure(_ -> withdraw(job)
                        .onFailure(failure -> log.atWarn()
                                .addKeyValue("job", job)
                                .addKeyValue("reason", failure.getMessage())
                                .log("job that nobody waits for is left to the queue")))
                .compose(known -> known.ending()
                        .map(Future::succeededFuture)
                        .orElseGet(() -> withdraw(job).compose(ending -> inTime(job, patience, ending))));
    }

    private Future<Outcome.Ending> withdraw(JobID job) {
        return edge.call(() -> dismissal.withdraw(job).ending());
    }

    /** What a worker has decided in the last moment counts: the mask is there. */
    private static Future<Outcome.Ending> inTime(JobID job, Duration patience, Outcome.Ending ending) {
        return ending instanceof Outcome.Dismissed
                ? Future.failedFuture(new ProblemException(
                        ProblemType.NOT_IN_TIME,
                        "Job %s was not done within %d s, so it was dismissed. Send the tile again, or to /processes, where nobody has to wait."
                                .formatted(job, Math.max(0, patience.toSeconds()))))
                : Future.succeededFuture(ending);
    }

    private MaskArray mask(JobID job, Outcome.Ending ending) {
        return switch (ending) {
            case Outcome.Successful(Outcome.Result result) ->
                MaskArray.read(store.read(result.key())
                        .orElseThrow(
                                () -> new StoreUnavailableException("the mask of " + job + " is not in the store")));
            case Outcome.Failed(Problem problem) -> throw new ProblemException(problem);
            case Outcome.Dismissed() ->
                throw new ProblemException(
                        ProblemType.JOB_DISMISSED, "Job %s was dismissed while this request waited.".formatted(job));
        };
    }
}
