package dev.tilefleet.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tilefleet.api.ApiProcess;
import dev.tilefleet.job.JobID;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code /api} says what the api does, all of it and nothing else. */
@Timeout(120)
final class OpenApiIT {
    private static final String DESCRIPTIONS = "dev/tilefleet/api/openapi/paths";

    @TempDir
    private static Path data;

    private static FleetInParts fleet;
    private static FinishedJob done;
    private static String open;
    private static JsonNode document;

    @BeforeAll
    static void start() throws InterruptedException {
        fleet = new FleetInParts(data, Map.of("TILEFLEET_CONFORMANCE", "true"));
        done = FinishedJob.by(fleet);
        open = fleet.user()
                .submit(
                        FleetInParts.PROCESS,
                        PatternTile.of(10, (band, x, y) -> band + x + y).bytes());
        document = FleetUser.json(fleet.user().get("/api", "Accept", "application/vnd.oai.openapi+json;version=3.1"));
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    @Test
    void everyRouteIsDescribed() {
        assertThat(document.path("paths")
                        .propertyStream()
                        .flatMap(path -> path.getValue()
                                .propertyStream()
                                .filter(operation -> operation
                                        .getValue()
                                        .path("summary")
                                        .asText()
                                        .equals("Not described yet"))
                                .map(operation -> operation.getKey() + " " + path.getKey())))
                .as("to be described by a file in %s", DESCRIPTIONS)
                .isEmpty();
    }

    @Test
    void everyDescriptionHasItsRoute() throws IOException {
        Set<String> described = document.path("paths")
                .propertyStream()
                .map(path -> path.getKey().substring(1).replaceAll("[{}]", "").replace('/', '.'))
                .map(name -> (name.isEmpty() ? "root" : name) + ".json")
                .collect(Collectors.toSet());

        assertThat(described).containsAll(descriptions());
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, 3.0.3, application/vnd.oai.openapi+json;version=3.0",
        "application/vnd.oai.openapi+json;version=3.0, 3.0.3, application/vnd.oai.openapi+json;version=3.0",
        "application/vnd.oai.openapi+json;version=3.1, 3.1.0, application/vnd.oai.openapi+json;version=3.1"
    })
    void comesInTheVersionThatIsAccepted(String accept, String version, String type) {
        HttpResponse<byte[]> answer = fleet.user().get("/api", "Accept", accept);

        assertThat(answer.headers().firstValue("Content-Type")).hasValue(type);
        assertThat(FleetUser.json(answer).path("openapi").asText()).isEqualTo(version);
    }

    @Test
    void isAPageForPeople() {
        HttpResponse<byte[]> answer = fleet.user().get("/api", "Accept", "text/html,*/*;q=0.8");

        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(FleetUser.text(answer)).contains("<h2>DELETE /jobs/{jobID}</h2>");
    }

    @ParameterizedTest
    @CsvSource({
        "/, landingPage",
        "/conformance, confClasses",
        "/processes, processList",
        "/processes/unet10, process",
        "/processes/echo, process",
        "/processes/nothing, exception",
        "/jobs, jobList",
        "/jobs?limit=0, exception",
        "{done}, statusInfo",
        "{done}/results, results",
        "{open}, statusInfo",
        "{open}/results, exception",
        "/nowhere, exception"
    })
    void itsSchemasHold(String path, String schema) {
        JsonNode answer = FleetUser.json(fleet.user()
                .get(path.replace("{done}", done.path()).replace("{open}", open), "Accept", "application/json"));

        assertThat(violations(schema, answer)).isEmpty();
    }

    @Test
    void itsSchemasCanBeViolated() {
        assertThat(violations(
                        "statusInfo",
                        new ObjectMapper()
                                .createObjectNode()
                                .put("jobID", JobID.random().toString())))
                .isNotEmpty();
    }

    private static List<String> violations(String schema, JsonNode answer) {
        ObjectNode whole = new ObjectMapper().createObjectNode().put("$ref", "#/components/schemas/" + schema);
        whole.set("components", document.path("components"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(whole)
                .validate(answer, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Error::toString)
                .toList();
    }

    private static Set<String> descriptions() throws IOException {
        URI folder = URI.create(
                ApiProcess.class.getClassLoader().getResource(DESCRIPTIONS).toString());
        if (folder.getScheme().equals("file")) {
            return names(Path.of(folder));
        }
        try (FileSystem jar = FileSystems.newFileSystem(folder, Map.of())) {
            return names(jar.getPath(DESCRIPTIONS));
        }
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }
}
