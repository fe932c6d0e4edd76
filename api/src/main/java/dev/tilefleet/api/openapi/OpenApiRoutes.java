package dev.tilefleet.api.openapi;

import dev.tilefleet.api.edge.Edge;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /api}: OpenAPI 3.0 or 3.1 for programs, a page for people, by {@code Accept}. */
public final class OpenApiRoutes {
    private final Edge edge;
    private final Router router;

    /** @param router whose routes are described, those that it gets later too */
    public OpenApiRoutes(Edge edge, Router router) {
        this.edge = edge;
        this.router = router;
    }

    public void mount() {
        router.get("/api").handler(this::describe);
    }

    private void describe(RoutingContext context) {
        ApiForm form = ApiForm.of(context.parsedHeaders().accept());
        String base = edge.links(context).base() + "/";
        edge.call(() -> written(form, base))
                .onSuccess(body -> context.response()
                        .putHeader("Vary", "Accept")
                        .putHeader("Content-Type", form.mediaType())
                        .putHeader("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                        .putHeader("Content-Length", Integer.toString(body.length()))
                        .end(body))
                .onFailure(failure -> edge.refuse(context, failure));
    }

    private Buffer written(ApiForm form, String base) {
        JsonObject document = OpenApiDocument.of(router.getRoutes())
                .put("servers", new JsonArray().add(new JsonObject().put("url", base)));
        return switch (form) {
            case OPENAPI_30 -> document.toBuffer();
            case OPENAPI_31 -> document.put("openapi", "3.1.0").toBuffer();
            case HTML -> Buffer.buffer(ApiPage.of(document));
        };
    }
}
