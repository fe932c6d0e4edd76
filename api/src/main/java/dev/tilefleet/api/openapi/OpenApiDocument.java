package dev.tilefleet.api.openapi;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Makes the document of {@code base.json} and one path item for each path that has routes. */
final class OpenApiDocument {
    private static final String EVERYWHERE = "problems";

    private OpenApiDocument() {}

    /** In version 3.0.3; no part of it reads otherwise in 3.1.0. */
    static JsonObject of(List<Route> routes) {
        JsonObject document = Resource.json("base.json").orElseThrow();
        JsonArray everywhere = (JsonArray) document.remove(EVERYWHERE);
        ProblemResponses problems =
                new ProblemResponses(everywhere.stream().map(String.class::cast).toList());
        JsonObject paths = new JsonObject();
        methods(routes).forEach((path, methods) -> {
            DescribedPath described = new DescribedPath(path, methods);
            paths.put(described.template(), described.item(problems));
        });
        return document.put("paths", paths);
    }

    /** {@code HEAD} goes with {@code GET} and is not told apart. */
    private static Map<String, Set<String>> methods(List<Route> routes) {
        return routes.stream()
                .filter(route -> route.getPath() != null && route.methods() != null)
                .flatMap(route -> route.methods().stream()
                        .filter(method -> !method.equals(HttpMethod.HEAD))
                        .map(method -> Map.entry(route.getPath(), method.name().toLowerCase(Locale.ROOT))))
                .collect(groupingBy(Map.Entry::getKey, TreeMap::new, mapping(Map.Entry::getValue, toSet())));
    }
}
