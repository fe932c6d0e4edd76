package dev.tilefleet.api.openapi;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One path with its methods, as {@code paths/{path with dots for slashes}.json} describes it. A method that has a route
 * and no description is in the document all the same and says so; one that has a description and no route is not.
 *
 * @param route as the router writes it, {@code /jobs/:jobID}
 * @param methods in lower case, as OpenAPI writes them
 */
record DescribedPath(String route, Set<String> methods) {
    /** In the summary of an operation that nobody has described. */
    static final String UNDESCRIBED = "Not described yet";

    private static final Pattern PARAMETER = Pattern.compile(":([a-zA-Z]+)");

    /** As OpenAPI writes it, {@code /jobs/{jobID}}. */
    String template() {
        return PARAMETER.matcher(route).replaceAll("{$1}");
    }

    /** The resource that describes it, below {@code paths/}. */
    String resource() {
        String name = route.substring(1).replace('/', '.').replace(":", "");
        return (name.isEmpty() ? "root" : name) + ".json";
    }

    /** OpenAPI's path item. */
    JsonObject item(ProblemResponses problems) {
        JsonObject described = Resource.json("paths/" + resource()).orElseGet(JsonObject::new);
        JsonObject item = new JsonObject();
        JsonArray parameters = parameters();
        if (!parameters.isEmpty()) {
            item.put("parameters", parameters);
        }
        for (String method : new TreeSet<>(methods)) {
            item.put(
                    method,
                    problems.addTo(Optional.ofNullable(described.getJsonObject(method))
                            .orElseGet(DescribedPath::undescribed)));
        }
        return item;
    }

    private JsonArray parameters() {
        JsonArray parameters = new JsonArray();
        Matcher matcher = PARAMETER.matcher(route);
        while (matcher.find()) {
            parameters.add(new JsonObject().put("$ref", "#/components/parameters/" + matcher.group(1)));
        }
        return parameters;
    }

    private static JsonObject undescribed() {
        return new JsonObject()
                .put("summary", UNDESCRIBED)
                .put("responses", new JsonObject().put("200", new JsonObject().put("description", UNDESCRIBED)));
    }
}
