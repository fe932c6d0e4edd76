package dev.tilefleet.api;

import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Objects;

/** Which methods a path takes, by the routes there are. */
final class AllowedMethods {
    private final List<Route> routes;

    /** Of a router that has all its routes. */
    AllowedMethods(Router router) {
        this.routes = router.getRoutes().stream()
                .filter(route -> route.getPath() != null && route.methods() != null)
                .toList();
    }

    /** As the header {@code Allow} lists them; empty for a path that is not there. */
    String of(String path) {
        return String.join(
                ", ",
                routes.stream()
                        .filter(route -> path.matches(route.getPath().replaceAll(":[a-zA-Z]+", "[^/]+")))
                        .flatMap(route -> route.methods().stream())
                        .map(Objects::toString)
                        .distinct()
                        .sorted()
                        .toList());
    }
}
