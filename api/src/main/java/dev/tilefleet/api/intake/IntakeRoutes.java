package dev.tilefleet.api.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tilefleet.api.access.Caller;
import dev.tilefleet.api.edge.Edge;
import dev.tilefleet.api.follow.StatusAnswer;
import dev.tilefleet.api.ogc.Processes;
import dev.tilefleet.api.problem.UnreadBody;
import dev.tilefleet.job.Job;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.model.ModelDescription;
import dev.tilefleet.store.ObjectKeys;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code POST /processes/{id}/execution}: a tile, raw or as part {@code file} of a form. Always asynchronous: {@code 201}
 * with {@code Location} and the job's statusInfo, which {@code Prefer: wait=N} holds back until the end.
 */
public final class IntakeRoutes {
    private final Edge edge;
    private final Processes processes;
    private final TileIntake tiles;
    private final Acceptance acceptance;
    private final StatusAnswer status;

    public IntakeRoutes(Edge edge, Processes processes, TileIntake tiles, Acceptance acceptance, StatusAnswer status) {
        this.edge = edge;
        this.processes = processes;
        this.tiles = tiles;
        this.acceptance = acceptance;
        this.status = status;
    }

    public void mount(Router router) {
        router.post("/processes/:processID/execution").handler(this::execute);
    }

    private void execute(RoutingContext context) {
        HttpServerRequest request = context.request().pause();
        JobID id = JobID.random();
        try {
            ModelDescription model = processes.get(context.pathParam("processID"));
            TileRequest tile = tiles.inspect(request);
            Parameters.read(model, fields(context));
            UnreadBody.invite(context);
            tiles.store(request, tile, ObjectKeys.newInput(id), () -> Parameters.read(model, fields(context)))
                    .compose(input ->
                            accept(id, Caller.of(context), model, input, Parameters.read(model, fields(context))))
                    .onSuccess(job -> status.created(context, job))
                    .onFailure(failure -> edge.refuse(context, failure));
        } catch (ProblemException e) {
            edge.refuse(context, e);
        }
    }

    private Future<Job> accept(
            JobID id, Caller caller, ModelDescription model, Job.Input input, Map<String, JsonNode> parameters) {
        return edge.call(() -> acceptance.accept(id, caller, model, input, parameters));
    }

    /** Parameters come in the query or as parts of the form; said twice is once too often. */
    private static Map<String, String> fields(RoutingContext context) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (MultiMap source :
                new MultiMap[] {context.queryParams(), context.request().formAttributes()}) {
            source.forEach((name, value) -> {
                if (fields.put(name, value) != null) {
                    throw new ProblemException(
                            ProblemType.INVALID_PARAMETER, "Parameter \"%s\" is given more than once.".formatted(name));
                }
            });
        }
        return fields;
    }
}
