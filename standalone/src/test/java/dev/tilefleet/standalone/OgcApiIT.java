package dev.tilefleet.standalone;

import static dev.tilefleet.standalone.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tilefleet.job.JobID;
import dev.tilefleet.store.TileStore;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client of OGC API – Processes that knows nothing but the landing page. */
@Timeout(120)
final class OgcApiIT {
    private static final String RELATION = "http://www.opengis.net/def/rel/ogc/1.0/";

    private static final byte[] TILE =
            PatternTile.of(10, (band, x, y) -> band + x + y).bytes();

    @TempDir
    private static Path data;

    private static FleetInParts fleet;
    private static FleetUser user;
    private static TileStore store;
    private static List<String> jobs;
    private static FinishedJob done;

    @BeforeAll
    static void start() throws InterruptedException {
        fleet = new FleetInParts(data, Map.of());
        user = fleet.user();
        store = fleet.store();
        jobs = IntStream.range(0, 5)
                .mapToObj(_ -> user.submit(FleetInParts.PROCESS, TILE))
                .toList();
        done = FinishedJob.by(fleet);
        noticed(done);
    }

    /** The log does not tell of its end; whoever asks for results has the store asked. */
    private static void noticed(FinishedJob job) {
        assertThat(user.get(job.path() + "/results").statusCode()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "self",
                "service-desc",
                "service-doc",
                RELATION + "conformance",
                RELATION + "processes",
                RELATION + "job-list"
            })
    void theLandingPageLinksToEverything(String relation) {
        JsonNode page = json(user.get("/", "Accept", "application/json"));

        HttpResponse<byte[]> answer = user.get(path(link(page, relation)));

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void offersItsModelsAndNothingElse() {
        JsonNode list = json(user.get("/processes")).path("processes");

        assertThat(list.findValuesAsText("id")).containsExactly("unet10");
        assertThat(user.get("/processes/echo").statusCode()).isEqualTo(404);
        assertThat(FleetUser.text(user.get("/api"))).doesNotContain("/processes/echo/execution");
    }

    @Test
    void theClassesThatItConformsToAreThoseOfVersionOne() {
        JsonNode declared = json(user.get("/conformance")).path("conformsTo");

        assertThat(StreamSupport.stream(declared.spliterator(), false).map(JsonNode::asText))
                .contains("http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/core")
                .allMatch(uri -> uri.startsWith("http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/"));
    }

    @Test
    void theJobSubmittedLastComesFirst() {
        JsonNode list = json(user.get("/jobs"));

        List<String> expected = new ArrayList<>(jobs.reversed());
        expected.addFirst(done.path());
        assertThat(ids(list))
                .containsSubsequence(expected.stream().map(OgcApiIT::id).toList());
    }

    @Test
    void thePagesOfJobsHangTogether() {
        List<String> seen = new ArrayList<>();
        Optional<String> next = Optional.of("/jobs?limit=2&processID=unet10&status=accepted,running");
        while (next.isPresent()) {
            JsonNode page = json(user.get(next.get()));
            assertThat(page.path("jobs").size()).isLessThanOrEqualTo(2);
            seen.addAll(ids(page));
            next = linked(page, "next").map(OgcApiIT::path);
        }

        assertThat(seen).doesNotHaveDuplicates();
        assertThat(Set.copyOf(seen))
                .isEqualTo(new HashSet<>(jobs.stream().map(OgcApiIT::id).toList()));
    }

    @Test
    void aJobIsFoundByWhenItWasSubmitted() {
        String created = user.status(jobs.get(2)).path("created").asText();

        JsonNode list = json(user.get("/jobs?datetime=" + created));

        assertThat(ids(list)).contains(id(jobs.get(2)));
    }

    @Test
    void aRemovedJobIsListedNoMore() {
        FinishedJob other = FinishedJob.by(fleet);
        noticed(other);
        user.delete(other.path());

        eventually(
                "its absence",
                Duration.ofSeconds(20),
                () -> Optional.of(json(user.get("/jobs")))
                        .filter(list -> !ids(list).contains(id(other.path()))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/jobs?limit=0",
                "/jobs?status=done",
                "/jobs?datetime=today",
                "/jobs?cursor=mine",
                "/processes?limit=none",
            })
    void aWrongParameterIsRefused(String path) {
        HttpResponse<byte[]> answer = user.get(path);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("type").asText()).endsWith("/invalid-parameter");
    }

    @Test
    void theExceptionsAreThoseOfTheStandard() {
        String base = "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/";

        assertThat(type(user.get("/processes/nothing"))).isEqualTo(base + "no-such-process");
        assertThat(type(user.get("/jobs/" + JobID.random()))).isEqualTo(base + "no-such-job");
        assertThat(type(user.get(jobs.getFirst() + "/results"))).isEqualTo(base + "result-not-ready");
    }

    @Test
    void resultsThatNobodyAskedToBeOtherwiseAreADocumentWithALink() {
        JsonNode mask = json(user.get(done.path() + "/results")).path("mask");

        assertThat(user.get(path(mask.path("href").asText())).body()).isEqualTo(FinishedJob.MASK);
        assertThat(mask.path("type").asText()).isEqualTo("application/x-npy");
    }

    @Test
    void rawByValueIsTheMaskItself() {
        HttpResponse<byte[]> answer = resultsOf("{}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/x-npy");
        assertThat(answer.body()).isEqualTo(FinishedJob.MASK);
    }

    @Test
    void rawByReferenceIsNothingButALink() {
        HttpResponse<byte[]> answer =
                resultsOf("{\"response\": \"raw\", \"outputs\": {\"mask\": {\"transmissionMode\": \"reference\"}}}");

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        String link = answer.headers().firstValue("Link").orElseThrow();
        assertThat(user.get(path(link.substring(1, link.indexOf('>')))).body()).isEqualTo(FinishedJob.MASK);
    }

    @Test
    void aDocumentByValueHoldsTheMaskInBase64() {
        JsonNode mask = json(resultsOf("{\"response\": \"document\"}")).path("mask");

        assertThat(Base64.getDecoder().decode(mask.path("value").asText())).isEqualTo(FinishedJob.MASK);
        assertThat(mask.path("mediaType").asText()).isEqualTo("application/x-npy");
        assertThat(mask.path("encoding").asText()).isEqualTo("base64");
    }

    @Test
    void aDocumentByReferenceHoldsALink() {
        JsonNode mask = json(resultsOf(
                        "{\"response\": \"document\", \"outputs\": {\"mask\": {\"transmissionMode\": \"reference\"}}}"))
                .path("mask");

        assertThat(user.get(path(mask.path("href").asText())).body()).isEqualTo(FinishedJob.MASK);
    }

    /** The results of a job that was asked for by this execute document, with a tile added. */
    private static HttpResponse<byte[]> resultsOf(String execute) {
        ObjectNode document = (ObjectNode) read(execute);
        document.putObject("inputs")
                .putObject("file")
                .put("value", Base64.getEncoder().encodeToString(TILE))
                .put("mediaType", "image/tiff");
        String job = user.accepted(user.post(
                "/processes/unet10/execution",
                BodyPublishers.ofString(document.toString()),
                "Content-Type",
                "application/json"));
        FinishedJob.finish(store, JobID.of(id(job)));
        return user.get(job + "/results");
    }

    private static JsonNode read(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        return FleetUser.json(answer);
    }

    private static String type(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(404);
        return json(answer).path("type").asText();
    }

    private static List<String> ids(JsonNode list) {
        return StreamSupport.stream(list.path("jobs").spliterator(), false)
                .map(job -> job.path("jobID").asText())
                .toList();
    }

    private static String id(String job) {
        return job.substring("/jobs/".length());
    }

    private static String link(JsonNode document, String relation) {
        return linked(document, relation).orElseThrow(() -> new AssertionError("no link " + relation));
    }

    private static Optional<String> linked(JsonNode document, String relation) {
        return StreamSupport.stream(document.path("links").spliterator(), false)
                .filter(link -> link.path("rel").asText().equals(relation))
                .map(link -> link.path("href").asText())
                .findFirst();
    }

    private static String path(String href) {
        URI uri = URI.create(href);
        return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }
}
