package dev.tilefleet.api.ogc;

import dev.tilefleet.api.edge.Edge;
import io.vertx.ext.web.Router;

/**
 * {@code /} and {@code /conformance}, as JSON. Whoever has a page for people at {@code /} registers it before, and passes
 * on what asks for no HTML.
 */
final class LandingRoutes {
    private final Edge edge;

    LandingRoutes(Edge edge) {
        this.edge = edge;
    }

    void mount(Router router) {
        router.get("/").handler(context -> {
            // The same address has a page for people.
            context.response().putHeader("Vary", "Accept");
            edge.answer(context, 200, LandingPage.of(edge.links(context)));
        });
        router.get("/conformance").handler(context -> edge.answer(context, 200, Conformance.declaration()));
    }
}
