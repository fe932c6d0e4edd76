package dev.tilefleet.api;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;

/** {@code HEAD} wherever there is {@code GET}: the same handler answers, and the server leaves out the body. */
final class HeadRequests {
    private HeadRequests() {}

    /** @param router that has all its routes */
    static void serve(Router router) {
        router.getRoutes().stream()
                .filter(route -> route.methods() != null && route.methods().contains(HttpMethod.GET))
                .forEach(route -> route.method(HttpMethod.HEAD));
    }
}
