package dev.tilefleet.api.echo;

import dev.tilefleet.api.access.Caller;
import dev.tilefleet.api.admission.UploadSlot;
import dev.tilefleet.api.edge.AnswerKind;
import dev.tilefleet.api.edge.Edge;
import dev.tilefleet.api.edge.JsonOnly;
import dev.tilefleet.api.edge.Preferences;
import dev.tilefleet.api.follow.FollowRoutes;
import dev.tilefleet.api.follow.HangUp;
import dev.tilefleet.api.follow.HungUpException;
import dev.tilefleet.api.intake.DocumentReader;
import dev.tilefleet.api.intake.Intake;
import dev.tilefleet.api.intake.Offer;
import dev.tilefleet.api.intake.Submission;
import dev.tilefleet.api.intake.TileBodies;
import dev.tilefleet.api.jobs.JobRoutes;
import dev.tilefleet.api.problem.ProblemAnswer;
import dev.tilefleet.config.ByteSize;
import dev.tilefleet.job.Job;
import dev.tilefleet.job.Problem;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.telemetry.FleetMeters.Answer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/**
 * {@code POST /processes/echo/execution}. Who prefers {@code respond-async} gets {@code 201} and the job, as of every
 * process; everybody else, the results of the job when it has ended (requirement {@code job-creation-default-execution-mode}),
 * and by a header {@code Link} the job.
 */
final class EchoRoutes {
    /** Longer than the longest pause, shorter than the server's idle timeout. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Edge edge;
    private final Offer offer;
    private final TileBodies bodies;
    private final DocumentReader reader;
    private final ByteSize limit;
    private final Intake intake;
    private final JobRoutes jobs;
    private final FollowRoutes follow;

    EchoRoutes(
            Edge edge,
            Offer offer,
            TileBodies bodies,
            DocumentReader reader,
            ByteSize limit,
            Intake intake,
            JobRoutes jobs,
            FollowRoutes follow) {
        this.edge = edge;
        this.offer = offer;
        this.bodies = bodies;
        this.reader = reader;
        this.limit = limit;
        this.intake = intake;
        this.jobs = jobs;
        this.follow = follow;
    }

    void mount(Router router) {
        router.post("/processes/echo/execution").handler(this::execute);
    }

    private void execute(RoutingContext context) {
        context.request().pause();
        boolean isAsync =
                Preferences.of(context.request()).value("respond-async").isPresent();
        try {
            Submission head = Submission.of(Caller.of(context), offer)
                    .andHeaders(context.request().headers())
                    .and(context.queryParams());
            UploadSlot.hold(context, intake.submit(head, bodies.document(context, reader, limit)))
                    .onSuccess(job -> answer(context, job, isAsync))
                    .onFailure(failure -> refuse(context, failure));
        } catch (ProblemException e) {
            refuse(context, e);
        }
    }

    private void answer(RoutingContext context, Job job, boolean isAsync) {
        if (isAsync) {
            follow.status().created(context, job);
            return;
        }
        AnswerKind.note(context, Answer.WAIT);
        follow.following()
                .await(job.jobID(), Caller.of(context), PATIENCE, HangUp.of(context))
                .onSuccess(_ -> {
                    context.response()
                            .putHeader(
                                    "Link",
                                    "<%s>; rel=monitor"
                                            .formatted(edge.links(context).job(job.jobID())));
                    jobs.answerResults(context, job.jobID());
                })
                .onFailure(failure -> {
                    if (!(failure instanceof HungUpException)) {
                        refuse(context, failure);
                    }
                });
    }

    /** The standard knows its exceptions as {@code application/json}, and a client that takes nothing else gets that. */
    private void refuse(RoutingContext context, Throwable failure) {
        if (JsonOnly.isAsked(context)) {
            edge.problems().send(context, failure, problem -> wording(context, problem));
        } else {
            edge.refuse(context, failure);
        }
    }

    private static ProblemAnswer.Wording wording(RoutingContext context, Problem problem) {
        return new ProblemAnswer.Wording(
                problem.type().status(),
                "application/json",
                ProblemAnswer.body(problem).put("instance", context.request().path()));
    }
}
