package dev.tilefleet.api.openapi;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.job.ProblemType;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The document of a router that has a route for everything that is described. */
class OpenApiDocumentTest {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final Vertx vertx = Vertx.vertx();
    private final Router router = Router.router(vertx);

    @AfterEach
    void stop() {
        vertx.close();
    }

    @Test
    void hasAnOperationForEveryRoute() {
        router.get("/jobs/:jobID").method(HttpMethod.HEAD).handler(RoutingContext::next);
        router.delete("/jobs/:jobID").handler(RoutingContext::next);
        router.route().handler(RoutingContext::next);

        JsonObject document = OpenApiDocument.of(router.getRoutes());

        assertThat(document.getJsonObject("paths").fieldNames()).containsExactly("/jobs/{jobID}");
        JsonObject item = document.getJsonObject("paths").getJsonObject("/jobs/{jobID}");
        assertThat(item.fieldNames()).containsExactlyInAnyOrder("parameters", "get", "delete");
        assertThat(item.getJsonObject("get").getString("operationId")).isEqualTo("getStatus");
    }

    @Test
    void saysWhichRouteNobodyHasDescribed() {
        router.get("/jobs/:jobID/mood").handler(RoutingContext::next);

        JsonObject item =
                OpenApiDocument.of(router.getRoutes()).getJsonObject("paths").getJsonObject("/jobs/{jobID}/mood");

        assertThat(item.getJsonObject("get").getString("summary")).isEqualTo(DescribedPath.UNDESCRIBED);
    }

    @Test
    void makesAResponseOfTheProblemsOfOneStatus() {
        router.get("/jobs/:jobID").handler(RoutingContext::next);

        JsonObject responses = (JsonObject) JsonPointer.from("/paths/~1jobs~1{jobID}/get/responses")
                .queryJson(OpenApiDocument.of(router.getRoutes()));

        assertThat(responses.fieldNames()).contains("200", "404", "410", "500", "503");
        assertThat(responses.getJsonObject("404").getString("description")).isEqualTo(ProblemType.NO_SUCH_JOB.title());
        assertThat(responses.getJsonObject("503").getJsonObject("headers").fieldNames())
                .containsExactly("Retry-After");
    }

    @Test
    void knowsNoProblemThatThereIsNot() {
        JsonObject operation = new JsonObject()
                .put("problems", new JsonArray().add("bad-mood"))
                .put("responses", new JsonObject());
        ProblemResponses problems = new ProblemResponses(List.of());

        assertThatThrownBy(() -> problems.addTo(operation)).hasMessageContaining("bad-mood");
    }

    @Test
    void refersToNothingThatIsNotThere() {
        JsonObject document = whole();

        List<String> broken = references(document).stream()
                .filter(reference -> JsonPointer.from(reference.substring(1)).queryJson(document) == null)
                .toList();

        assertThat(broken).isEmpty();
    }

    @Test
    void namesEachOperationOnce() {
        JsonObject paths = whole().getJsonObject("paths");
        List<String> names = new ArrayList<>();
        paths.forEach(path -> ((JsonObject) path.getValue())
                .stream()
                        .filter(member -> METHODS.contains(member.getKey()))
                        .map(member -> (JsonObject) member.getValue())
                        .forEach(operation -> names.add(operation.getString("operationId"))));

        assertThat(names)
                .hasSizeGreaterThanOrEqualTo(files().size())
                .doesNotContainNull()
                .doesNotHaveDuplicates();
    }

    @Test
    void readsAsAPageForPeople() {
        JsonObject document =
                whole().put("servers", new JsonArray().add(new JsonObject().put("url", "https://tiles.example.com/")));

        String page = ApiPage.of(document);

        document.getJsonObject("paths")
                .fieldNames()
                .forEach(path -> assertThat(page).contains(" " + path + "</h2>"));
        assertThat(page).doesNotContain("<script", "null", "src=", "@import");
    }

    /** Of all files, with the routes that they are named after. */
    private JsonObject whole() {
        for (String file : files()) {
            JsonObject described = Resource.json("paths/" + file).orElseThrow();
            described
                    .fieldNames()
                    .forEach(method -> router.route(HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)), route(file))
                            .handler(RoutingContext::next));
        }
        return OpenApiDocument.of(router.getRoutes());
    }

    /** Which one does not matter, as long as the file is found by it. */
    private static String route(String file) {
        String name = file.equals("root.json") ? "" : file.replaceAll("\\.json$", "");
        return "/" + name;
    }

    private static Set<String> files() {
        try (Stream<Path> files =
                Files.list(Path.of(OpenApiDocument.class.getResource("paths").toURI()))) {
            return files.map(file -> file.getFileName().toString()).collect(toCollection(TreeSet::new));
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> references(Object part) {
        List<String> found = new ArrayList<>();
        switch (part) {
            case JsonObject object ->
                object.forEach(member -> {
                    if (member.getKey().equals("$ref")) {
                        found.add((String) member.getValue());
                    } else {
                        found.addAll(references(member.getValue()));
                    }
                });
            case JsonArray array -> array.forEach(element -> found.addAll(references(element)));
            default -> {}
        }
        return found;
    }
}
