package dev.tilefleet.api.intake;

import dev.tilefleet.api.access.Caller;
import dev.tilefleet.api.admission.UploadSlot;
import dev.tilefleet.api.edge.Edge;
import dev.tilefleet.api.follow.StatusAnswer;
import dev.tilefleet.api.ogc.Processes;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.model.ModelDescription;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code POST /processes/{id}/execution}: a tile, raw, as part {@code file} of a form or as input {@code file} of a
 * document. Always asynchronous, whatever is preferred: {@code 201} with {@code Location} and the job's statusInfo, which
 * {@code Prefer: wait=N} holds back until the end.
 */
public final class IntakeRoutes {
    private final Edge edge;
    private final Processes processes;
    private final TileBodies bodies;
    private final Intake intake;
    private final StatusAnswer status;

    public IntakeRoutes(Edge edge, Processes processes, TileBodies bodies, Intake intake, StatusAnswer status) {
        this.edge = edge;
        this.processes = processes;
        this.bodies = bodies;
        this.intake = intake;
        this.status = status;
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
            UploadSlot.hold(context, intake.submit(head, body))
                    .onSuccess(job -> status.created(context, job))
                    .onFailure(failure -> edge.refuse(context, failure));
        } catch (ProblemException e) {
            edge.refuse(context, e);
        }
    }
}
