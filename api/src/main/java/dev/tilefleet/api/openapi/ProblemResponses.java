package dev.tilefleet.api.openapi;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import dev.tilefleet.job.ProblemType;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The answers that refuse: an operation names its problems by their codes in a member {@code problems}, and gets a
 * response for each of their statuses instead.
 *
 * @param everywhere codes of the problems that every operation has
 */
record ProblemResponses(List<String> everywhere) {
    private static final String PROBLEMS = "problems";
    private static final int UNAUTHORIZED = 401;

    JsonObject addTo(JsonObject operation) {
        Stream<String> own =
                operation.getJsonArray(PROBLEMS, new JsonArray()).stream().map(String.class::cast);
        Map<Integer, List<ProblemType>> byStatus = Stream.concat(own, everywhere.stream())
                .distinct()
                .map(ProblemResponses::type)
                .collect(groupingBy(ProblemType::status, TreeMap::new, toList()));
        JsonObject complete = operation.copy();
        complete.remove(PROBLEMS);
        JsonObject responses = complete.getJsonObject("responses");
        // An operation may have answers of its own with that status, of another media type.
        byStatus.forEach((status, types) -> responses.put(
                status.toString(),
                response(status, types).mergeIn(responses.getJsonObject(status.toString(), new JsonObject()), true)));
        return complete;
    }

    private static ProblemType type(String code) {
        return Arrays.stream(ProblemType.values())
                .filter(type -> type.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no problem has the code " + code));
    }

    private static JsonObject response(int status, List<ProblemType> types) {
        JsonArray uris =
                new JsonArray(types.stream().map(type -> type.uri().toString()).toList());
        JsonObject schema = new JsonObject()
                .put(
                        "allOf",
                        new JsonArray()
                                .add(new JsonObject().put("$ref", "#/components/schemas/exception"))
                                .add(new JsonObject()
                                        .put(
                                                "properties",
                                                new JsonObject().put("type", new JsonObject().put("enum", uris)))));
        JsonObject response = new JsonObject()
                .put("description", types.stream().map(ProblemType::title).collect(joining("; ")))
                .put(
                        "content",
                        new JsonObject().put("application/problem+json", new JsonObject().put("schema", schema)));
        header(status)
                .ifPresent(name -> response.put(
                        "headers",
                        new JsonObject().put(name, new JsonObject().put("$ref", "#/components/headers/" + name))));
        return response;
    }

    private static Optional<String> header(int status) {
        return switch (status) {
            case 429, 503 -> Optional.of("Retry-After");
            case UNAUTHORIZED -> Optional.of("WWW-Authenticate");
            default -> Optional.empty();
        };
    }
}
