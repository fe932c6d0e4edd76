package dev.tilefleet.api.intake;

import dev.tilefleet.api.access.Caller;
import dev.tilefleet.api.edge.Edge;
import dev.tilefleet.api.edge.Links;
import dev.tilefleet.api.jobs.JobRoutes;
import dev.tilefleet.api.ogc.Processes;
import dev.tilefleet.job.Job;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.model.ModelDescription;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;

/**
 * {@code POST /processes/{id}/execution}: a tile, raw, as part {@code file} of a form or as input {@code file} of a
 * document. Always asynchronous, whatever is preferred: {@code 201} with {@code Location} and the job's statusInfo.
 */
public final class IntakeRoutes {
    private static final Pattern RESPOND_ASYNC =
            Pattern.compile("(?:^|,)\\s*respond-async\\s*(?:[,;]|$)", Pattern.CASE_INSENSITIVE);

    private final Edge edge;
    private final Processes processes;
    private final TileBodies bodies;
    private final Intake intake;
    private final JobRoutes jobs;

    public IntakeRoutes(Edge edge, Processes processes, TileBodies bodies, Intake intake, JobRoutes jobs) {
        this.edge = edge;
        this.processes = processes;
        this.bodies = bodies;
        this.intake = intake;
        this.jobs = jobs;
    }

    public void mount(Router router) {
        router.post("/processes/:processID/execution").handler(this::execute);
    }

    private void execute(RoutingContext context) {
        context.request().pause();
        try {
            ModelDescription model = processes.get(context.pathParam("processID"));
            TileBody body = bodies.of(context);
            Submission head = Submission.of(Caller.of(context), model)
                    .andHeaders(context.request().headers())
                    .and(context.queryParams());
            intake.submit(head, body)
                    .onSuccess(job -> created(context, job))
                    .onFailure(failure -> edge.refuse(context, failure));
        } catch (ProblemException e) {
            edge.refuse(context, e);
        }
    }

    private void created(RoutingContext context, Job job) {
        if (context.request().headers().getAll("Prefer").stream()
                .anyMatch(header -> RESPOND_ASYNC.matcher(header).find())) {
            context.response().headers().add("Preference-Applied", "respond-async");
        }
        Links links = edge.links(context);
        context.response().putHeader("Location", links.job(job.jobID()));
        edge.answer(context, 201, jobs.accepted(job, links));
    }
}
