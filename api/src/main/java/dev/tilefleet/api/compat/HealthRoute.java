package dev.tilefleet.api.compat;

import io.vertx.ext.web.Router;

/** {@code GET /healthz} answers {@code Ok}: the process runs. Whether it can work is {@code /readyz}, on its own port. */
final class HealthRoute {
    void mount(Router router) {
        router.get("/healthz")
                .handler(context -> context.response()
                        .putHeader("Content-Type", "text/plain; charset=utf-8")
                        .putHeader("Content-Length", "2")
                        .end("Ok"));
    }
}
