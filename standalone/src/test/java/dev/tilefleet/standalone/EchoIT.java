package dev.tilefleet.standalone;

import static dev.tilefleet.standalone.Eventually.eventually;
import static dev.tilefleet.standalone.FleetUser.json;
import static dev.tilefleet.standalone.FleetUser.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The process for test suites, executed as OGC's suite does it, by two apis and no worker. */
@Timeout(120)
final class EchoIT {
    private static final String EXECUTION = "/processes/echo/execution";
    private static final String PROBLEMS = "https://tilefleet.dev/problems/";
    private static final String TIFF = Base64.getEncoder().encodeToString("II*A".getBytes(UTF_8));
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** What the suite makes of the description, with all outputs. */
    private static final String SUITE = """
            {"inputs": {"string": "teststring",
                        "object": {"value": "teststring"},
                        "boundingBox": {"crs": "urn:ogc:def:crs:EPSG:6.6:4326",
                                        "bbox": [345345345, 345345345, 345345345, 345345345]}},
             "outputs": {"string": {"transmissionMode": "value"}, "number": {"transmissionMode": "value"},
                         "boolean": {"transmissionMode": "value"}, "array": {"transmissionMode": "value"},
                         "object": {"transmissionMode": "value"}, "boundingBox": {"transmissionMode": "value"},
                         "binary": {"transmissionMode": "value"}}}""";

    @TempDir
    private static Path data;

    private static HttpServer files;
    private static CallbackReceiver receiver;
    private static FleetInParts fleet;
    private static FleetInParts.Replica other;

    private final FleetUser user = fleet.user();

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        receiver = new CallbackReceiver();
        files = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        files.createContext("/", exchange -> {
            try (exchange) {
                byte[] body =
                        (exchange.getRequestURI().getPath().endsWith(".json") ? "[7, 8]" : "II*A").getBytes(UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        files.start();
        fleet = new FleetInParts(
                data,
                Map.of(
                        "TILEFLEET_CONFORMANCE",
                        "true",
                        "TILEFLEET_OUTBOUND_ALLOW",
                        "127.0.0.1",
                        "TILEFLEET_OUTBOUND_PORTS",
                        "443,%d,%d".formatted(files.getAddress().getPort(), receiver.port())));
        other = fleet.replica();
    }

    @AfterAll
    static void stop() {
        other.close();
        fleet.close();
        files.stop(0);
        receiver.close();
    }

    @Test
    void isListedAndDescribed() {
        assertThat(json(user.get("/processes")).path("processes").findValuesAsText("id"))
                .containsExactly("echo", "unet10");

        JsonNode description = json(user.get("/processes/echo"));

        assertThat(description.path("jobControlOptions").toString())
                .isEqualTo("[\"sync-execute\",\"async-execute\",\"dismiss\"]");
        assertThat(description.path("inputs").fieldNames().next()).isEqualTo("string");
        assertThat(description.path("outputs").has("boundingBox")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'string': 'teststring' | application/json | 'teststring'",
                "'number': 1.50 | application/json | 1.50",
                "'boolean': true | application/json | true",
                "'array': [1, 2, 3] | application/json | [1,2,3]",
                "'array': {'href': '$FILES/a.json'} | application/json | [7,8]",
                "'object': {'value': {'a': 'b'}} | application/json | {'a':'b'}",
                "'boundingBox': {'bbox': [51.9, 7, 52, 7.1]} | application/json | {'bbox':[51.9,7,52,7.1]}",
                "'binary': {'value': 'SUkqQQ==', 'mediaType': 'image/tiff'} | image/tiff | II*A",
                "'binary': {'href': '$FILES/a.tif', 'type': 'image/tiff'} | image/tiff | II*A"
            })
    void eachInputComesBackAtOnce(String input, String mediaType, String output) {
        HttpResponse<byte[]> answer =
                execute("{'inputs': {%s}}".formatted(input).replace('\'', '"'));

        assertThat(answer.statusCode()).as(() -> text(answer)).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).isEqualTo(mediaType);
        assertThat(new String(answer.body(), UTF_8)).isEqualTo(output.replace('\'', '"'));
        assertThat(user.status(job(answer)).path("status").asText()).isEqualTo("successful");
    }

    @Test
    void severalOutputsComeRawAsParts() {
        HttpResponse<byte[]> answer = execute(SUITE, "Accept", "*/*");

        assertThat(header(answer, "Content-Type"))
                .startsWith("multipart/related; type=\"application/json\"; boundary=");
        String body = new String(answer.body(), UTF_8);
        String boundary = header(answer, "Content-Type").replaceAll(".*boundary=", "");
        assertThat(body.split(Pattern.quote("--" + boundary), -1)).hasSize(5);
        assertThat(body).contains("Content-ID: <string>\r\n\r\n\"teststring\"\r\n");
    }

    @ParameterizedTest
    @CsvSource({"raw", "document"})
    void severalOutputsComeAsADocumentToWhoWantsOne(String response) {
        HttpResponse<byte[]> answer = execute(
                SUITE.replaceFirst("\\{", "{\"response\": \"" + response + "\", "), "Accept", "application/json");

        assertThat(header(answer, "Content-Type")).isEqualTo("application/json");
        assertThat(json(answer).toString())
                .isEqualTo(
                        "{\"string\":\"teststring\",\"object\":{\"value\":{\"value\":\"teststring\"}},\"boundingBox\":{\"crs\":\"urn:ogc:def:crs:EPSG:6.6:4326\",\"bbox\":[345345345,345345345,345345345,345345345]}}");
    }

    @Test
    void whoPrefersItGetsAJobThatEveryReplicaKnows() {
        HttpResponse<byte[]> answer = execute(SUITE, "Prefer", "respond-async");
        String job = user.accepted(answer);

        assertThat(header(answer, "Preference-Applied")).isEqualTo("respond-async");
        JsonNode info = user.ended(job);
        assertThat(info.path("status").asText()).isEqualTo("successful");
        assertThat(info.path("processID").asText()).isEqualTo("echo");
        String results = info.path("links")
                .valueStream()
                .filter(link -> link.path("rel").asText().endsWith("/results"))
                .map(link -> URI.create(link.path("href").asText()).getPath())
                .findFirst()
                .orElseThrow();
        assertThat(json(user.get(results, "Accept", "application/json"))
                        .path("string")
                        .asText())
                .isEqualTo("teststring");
        assertThat(user.get(results + "/mask.npy").statusCode()).isEqualTo(404);

        JsonNode elsewhere = eventually(
                "the job in the other replica's list",
                PATIENCE,
                () -> json(other.user().get("/jobs?processID=echo&status=successful"))
                        .path("jobs")
                        .valueStream()
                        .filter(listed -> job.endsWith(listed.path("jobID").asText()))
                        .findFirst());
        assertThat(elsewhere.has("created")).isTrue();
        assertThat(other.user().get(results).statusCode()).isEqualTo(200);
    }

    @Test
    void aPauseCanBeSeenAndEnded() {
        String job = user.accepted(
                execute("{\"inputs\": {\"string\": \"teststring\", \"pause\": 30}}", "Prefer", "respond-async"));

        HttpResponse<byte[]> early = user.get(job + "/results", "Accept", "application/json");
        assertThat(early.statusCode()).isEqualTo(404);
        assertThat(json(early).path("type").asText())
                .isEqualTo("http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/result-not-ready");
        eventually(
                "the job to run",
                PATIENCE,
                () -> Optional.of(other.user().status(job))
                        .filter(info -> info.path("status").asText().equals("running")));

        HttpResponse<byte[]> dismissed = other.user().delete(job);

        assertThat(json(dismissed).path("status").asText()).isEqualTo("dismissed");
        assertThat(user.get(job + "/results").statusCode()).isEqualTo(410);
    }

    @Test
    void whoWaitsForAJobWaitsForItsPause() {
        long begin = System.nanoTime();

        HttpResponse<byte[]> answer = execute("{\"inputs\": {\"string\": \"teststring\", \"pause\": 1}}");

        assertThat(new String(answer.body(), UTF_8)).isEqualTo("\"teststring\"");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'inputs': {'text': 'teststring'}} | invalid-parameter",
                "{'inputs': {'string': 1}} | invalid-parameter",
                "{'inputs': {'string': 'teststring', 'binary': {'type': 'wrong/type'}}} | invalid-parameter",
                "{'invalid-execute-request': 'true)'} | invalid-parameter",
                "{'inputs': | malformed-request",
                "{'inputs': {'binary': {'href': 'https://10.0.0.1/a.tif'}}} | url-not-allowed",
                "{'inputs': {'string': 'a'}, 'subscriber': {'successUri': 'https://10.0.0.1/'}} | url-not-allowed",
                "{'inputs': {'array': {'href': '$FILES/a.tif'}}} | invalid-parameter"
            })
    void whatCannotBeExecutedIsAnExceptionOfOgc(String document, String type) {
        HttpResponse<byte[]> answer = execute(document.replace('\'', '"'), "Accept", "application/json");

        assertThat(answer.statusCode()).as(() -> text(answer)).isEqualTo(400);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/json");
        assertThat(json(answer).path("type").asText()).isEqualTo(PROBLEMS + type);
        assertThat(json(answer).path("instance").asText()).isEqualTo(EXECUTION);
    }

    @Test
    void aTileIsNoExecuteDocument() {
        HttpResponse<byte[]> answer =
                user.post(EXECUTION, BodyPublishers.ofByteArray(new byte[4]), "Content-Type", "image/tiff");

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void aKeyMakesOneJob() {
        String document = "{\"inputs\": {\"binary\": \"%s\"}}".formatted(TIFF);
        HttpResponse<byte[]> first = execute(document, "Idempotency-Key", "\"echo-1\"");
        HttpResponse<byte[]> second = execute(document, "Idempotency-Key", "\"echo-1\"");
        HttpResponse<byte[]> changed = execute("{\"inputs\": {\"string\": \"a\"}}", "Idempotency-Key", "\"echo-1\"");

        assertThat(job(second)).isEqualTo(job(first));
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(changed.statusCode()).isEqualTo(422);
    }

    @Test
    void aSubscriberIsToldTheResults() {
        user.accepted(execute(
                "{\"inputs\": {\"string\": \"teststring\", \"pause\": 1}, \"subscriber\": {\"successUri\": \"%s\", \"inProgressUri\": \"%s\"}}"
                        .formatted(receiver.uri("/success"), receiver.uri("/running")),
                "Prefer",
                "respond-async"));

        assertThat(told("/success")).isEqualTo("{\"string\":\"teststring\"}");
        assertThat(told("/running")).contains("\"status\":\"running\"");
    }

    @Test
    void aJobWhoseApiIsGoneEndsByItsDeadline() throws InterruptedException {
        String job;
        try (FleetInParts.Replica mortal = fleet.replica(Map.of("TILEFLEET_JOB_DEADLINE", "3s"))) {
            job = mortal.user()
                    .accepted(mortal.user()
                            .post(
                                    EXECUTION,
                                    BodyPublishers.ofString("{\"inputs\": {\"string\": \"a\", \"pause\": 30}}"),
                                    "Content-Type",
                                    "application/json",
                                    "Prefer",
                                    "respond-async"));
        }

        JsonNode info = user.ended(job);

        assertThat(info.path("problem").path("type").asText()).isEqualTo(PROBLEMS + "deadline-exceeded");
    }

    private static String told(String path) {
        return eventually(
                        "a request to " + path,
                        PATIENCE,
                        () -> receiver.got(path).stream().findFirst())
                .body();
    }

    private HttpResponse<byte[]> execute(String document, String... headers) {
        List<String> all = new ArrayList<>(List.of("Content-Type", "application/json"));
        all.addAll(List.of(headers));
        return user.post(
                EXECUTION,
                BodyPublishers.ofString(document.replace(
                        "$FILES", "http://127.0.0.1:" + files.getAddress().getPort())),
                all.toArray(String[]::new));
    }

    /** The path of the job that was done for this answer. */
    private static String job(HttpResponse<byte[]> answer) {
        String link = header(answer, "Link");
        assertThat(link).endsWith(">; rel=monitor");
        return URI.create(link.substring(1, link.indexOf('>'))).getPath();
    }

    private static String header(HttpResponse<byte[]> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow(() -> new AssertionError(text(answer)));
    }
}
