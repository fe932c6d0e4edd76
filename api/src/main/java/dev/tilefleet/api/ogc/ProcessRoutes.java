package dev.tilefleet.api.ogc;

import dev.tilefleet.api.edge.Edge;
import dev.tilefleet.job.ProblemException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** {@code /}, {@code /conformance}, {@code /processes} and {@code /processes/{id}}. */
public final class ProcessRoutes {
    private final Edge edge;
    private final Processes processes;

    public ProcessRoutes(Edge edge, Processes processes) {
        this.edge = edge;
        this.processes = processes;
    }

    public void mount(Router router) {
        new LandingRoutes(edge).mount(router);
        router.get("/processes").handler(this::list);
        router.get("/processes/:processID").handler(this::describe);
    }

    private void list(RoutingContext context) {
        try {
            ProcessPage page = ProcessPage.of(context.queryParams());
            edge.answer(context, 200, page.of(processes.all(), edge.links(context)));
        } catch (ProblemException e) {
            edge.refuse(context, e);
        }
    }

    private void describe(RoutingContext context) {
        try {
            edge.answer(
                    context,
                    200,
                    processes.described(context.pathParam("processID")).description(edge.links(context)));
        } catch (ProblemException e) {
            edge.refuse(context, e);
        }
    }
}
