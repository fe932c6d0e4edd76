package dev.tilefleet.api.ogc;

import dev.tilefleet.api.edge.Edge;
import dev.tilefleet.api.edge.Links;
import dev.tilefleet.job.ProblemException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** {@code /processes} and {@code /processes/{id}}. */
public final class ProcessRoutes {
    private final Edge edge;
    private final Processes processes;

    public ProcessRoutes(Edge edge, Processes processes) {
        this.edge = edge;
        this.processes = processes;
    }

    public void mount(Router router) {
        router.get("/processes").handler(this::list);
        router.get("/processes/:processID").handler(this::describe);
    }

    private void list(RoutingContext context) {
        Links links = edge.links(context);
        JsonArray summaries = new JsonArray();
        processes.all().forEach(model -> summaries.add(ProcessDescription.summary(model, links)));
        JsonArray self = new JsonArray().add(Links.json(links.base() + "/processes", "self", "this document"));
        edge.answer(context, 200, new JsonObject().put("processes", summaries).put("links", self));
    }

    private void describe(RoutingContext context) {
        try {
            edge.answer(
                    context,
                    200,
                    ProcessDescription.of(processes.get(context.pathParam("processID")), edge.links(context)));
        } catch (ProblemException e) {
            edge.refuse(context, e);
        }
    }
}
