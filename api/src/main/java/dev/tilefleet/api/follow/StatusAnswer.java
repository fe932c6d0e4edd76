package dev.tilefleet.api.follow;

import dev.tilefleet.api.access.Caller;
import dev.tilefleet.api.edge.AnswerKind;
import dev.tilefleet.api.edge.Edge;
import dev.tilefleet.api.edge.Links;
import dev.tilefleet.api.edge.Preferences;
import dev.tilefleet.api.jobs.JobFinder;
import dev.tilefleet.api.jobs.JobView;
import dev.tilefleet.api.jobs.KnownJob;
import dev.tilefleet.api.jobs.StatusInfo;
import dev.tilefleet.job.Job;
import dev.tilefleet.job.JobID;
import dev.tilefleet.telemetry.FleetMeters.Answer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Answers with a job's statusInfo: at once, or with {@code Prefer: wait=N} when the job has ended or that time is over,
 * after 60 seconds at most. That a worker begins is no reason to answer: who waits wants the end.
 */
public final class StatusAnswer {
    private static final String APPLIED = "Preference-Applied";
    /** Always so (RFC 7240, section 4.1). */
    private static final String RESPOND_ASYNC = "respond-async";

    private final Edge edge;
    private final JobView view;
    private final JobFinder finder;
    private final Following following;
    private final Clock clock;

    public StatusAnswer(Edge edge, JobView view, JobFinder finder, Following following, Clock clock) {
        this.edge = edge;
        this.view = view;
        this.finder = finder;
        this.following = following;
        this.clock = clock;
    }

    /** {@code 201} and where the job is. Nothing turns it into a refusal: the job was accepted. */
    public void created(RoutingContext context, Job job) {
        if (Preferences.of(context.request()).value(RESPOND_ASYNC).isPresent()) {
            context.response().headers().add(APPLIED, RESPOND_ASYNC);
        }
        context.response().putHeader("Location", edge.links(context).job(job.jobID()));
        known(context, job.jobID())
                .otherwise(_ -> KnownJob.accepted(job))
                .onSuccess(known -> edge.answer(context, 201, info(known, edge.links(context))));
    }

    /** {@code 200}, or why there is no such job. */
    void status(RoutingContext context, JobID job) {
        known(context, job)
                .onSuccess(known -> edge.answer(context, 200, info(known, edge.links(context))))
                .onFailure(failure -> {
                    if (!(failure instanceof HungUpException)) {
                        edge.refuse(context, failure);
                    }
                });
    }

    JsonObject info(KnownJob job, Links links) {
        return StatusInfo.of(job, links, view.outlook(job, clock.instant()));
    }

    private Future<KnownJob> known(RoutingContext context, JobID job) {
        Optional<Duration> wait = PreferredWait.of(Preferences.of(context.request()));
        if (wait.isEmpty()) {
            return finder.find(job, Caller.of(context));
        }
        AnswerKind.note(context, Answer.WAIT);
        context.response().headers().add(APPLIED, PreferredWait.applied(wait.get()));
        return following.poll(job, Caller.of(context), wait.get(), HangUp.of(context));
    }
}
