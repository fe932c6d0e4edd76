package dev.tilefleet.standalone;

import static dev.tilefleet.standalone.FleetUser.json;
import static dev.tilefleet.standalone.FleetUser.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tilefleet.job.Callback;
import dev.tilefleet.job.Job;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.ResultsForm;
import dev.tilefleet.job.Sha256;
import dev.tilefleet.store.JobArchive;
import dev.tilefleet.store.TileStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OGC's execute document, and what is refused before a body is read. */
@Timeout(300)
final class ExecuteIT {
    private static final byte[] TILE =
            PatternTile.of(10, (band, x, y) -> band + x + y).bytes();
    private static final String HOOK = "https://93.184.215.14/";

    @TempDir
    private static Path data;

    private static HttpServer tiles;
    private static FleetInParts fleet;
    private static TileStore store;

    private final FleetUser user = fleet.user();

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        tiles = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        tiles.createContext("/", exchange -> {
            try (exchange) {
                boolean chunked = exchange.getRequestURI().getPath().startsWith("/chunked");
                byte[] body = exchange.getRequestURI().getPath().endsWith(".txt") ? "no tile".getBytes(UTF_8) : TILE;
                exchange.sendResponseHeaders(200, chunked ? 0 : body.length);
                exchange.getResponseBody().write(body);
            }
        });
        tiles.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        tiles.start();
        fleet = new FleetInParts(
                data,
                Map.of(
                        "TILEFLEET_PROCESSES",
                        "cloud-mask,unet10",
                        "TILEFLEET_OUTBOUND_ALLOW",
                        "127.0.0.1",
                        "TILEFLEET_OUTBOUND_PORTS",
                        "443," + tiles.getAddress().getPort()));
        store = fleet.store();
    }

    @AfterAll
    static void stop() {
        fleet.close();
        tiles.stop(0);
    }

    @Test
    void aTileInTheDocumentIsTheTileOfTheJob() {
        Job job = accepted("""
                {"inputs": {"file": {"value": "%s", "encoding": "base64", "mediaType": "image/tiff"}, "boaAddOffset": -1e3},
                 "outputs": {"mask": {"transmissionMode": "reference"}},
                 "response": "document",
                 "subscriber": {"successUri": "%ss", "failedUri": "%sf", "inProgressUri": "%sp"},
                 "callback": "%sc"}""".formatted(base64(), HOOK, HOOK, HOOK, HOOK));

        assertIsTile(job);
        assertThat(job.parameters().toString()).isEqualTo("{boaAddOffset=-1000}");
        assertThat(job.results())
                .hasValue(new ResultsForm(ResultsForm.Response.DOCUMENT, ResultsForm.TransmissionMode.REFERENCE));
        assertThat(job.callbacks())
                .containsExactlyInAnyOrder(
                        new Callback(Callback.SUCCESS, URI.create(HOOK + "s")),
                        new Callback(Callback.FAILED, URI.create(HOOK + "f")),
                        new Callback(Callback.IN_PROGRESS, URI.create(HOOK + "p")),
                        new Callback(Callback.ENDED, URI.create(HOOK + "c")));
    }

    @Test
    void aTileInBase64AloneIsRawAndByValue() {
        Job job = accepted("{\"inputs\": {\"file\": \"%s\"}}".formatted(base64()));

        assertIsTile(job);
        assertThat(job.results())
                .hasValue(new ResultsForm(ResultsForm.Response.RAW, ResultsForm.TransmissionMode.VALUE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a.tif", "/chunked/a.tif"})
    void aTileThatIsLinkedToIsFetched(String path) {
        Job job = accepted(
                "{\"inputs\": {\"file\": {\"href\": \"%s\", \"type\": \"image/tiff\"}}}".formatted(link(path)));

        assertIsTile(job);
        assertThat(job.input().name()).hasValue("a.tif");
    }

    @ParameterizedTest
    @CsvSource({
        "respond-async, respond-async",
        "'handling=lenient, respond-async', respond-async",
        "respond-asynchronously,"
    })
    void everyJobIsAsynchronous(String preference, String applied) {
        HttpResponse<byte[]> answer = user.post(
                "/processes/cloud-mask/execution",
                BodyPublishers.ofByteArray(TILE),
                "Content-Type",
                "image/tiff",
                "Prefer",
                preference);

        user.accepted(answer);
        assertThat(answer.headers().firstValue("Preference-Applied")).isEqualTo(Optional.ofNullable(applied));
    }

    @Test
    void aDocumentOfUnannouncedLengthIsReadToo() {
        byte[] document = "{\"inputs\": {\"file\": \"%s\"}}".formatted(base64()).getBytes(UTF_8);

        HttpResponse<byte[]> answer = user.post(
                "/processes/cloud-mask/execution",
                BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(document)),
                "Content-Type",
                "application/json");

        assertIsTile(job(answer));
    }

    @Test
    void aTileWithoutADocumentLeavesTheFormOfItsResultsOpen() {
        HttpResponse<byte[]> answer = user.send("cloud-mask", TILE);

        assertThat(job(answer).results()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"inputs\": {\"file\": {\"href\": \"LINK/a.txt\"}}}|422|not-a-geotiff",
                "{\"inputs\": {\"file\": {\"href\": \"https://10.0.0.1/a.tif\"}}}|400|url-not-allowed",
                "{\"inputs\": {\"file\": {\"href\": \"LINK/a.tif\"}}, \"callback\": \"https://10.0.0.1/c\"}|400|url-not-allowed",
                "{\"inputs\": {\"file\": {\"href\": \"LINK/a.tif\"}}, \"outputs\": {\"x\": {}}}|400|invalid-parameter",
                "{\"inputs\": {|400|malformed-request"
            })
    void aDocumentThatIsNoGoodLeavesNothing(String document, int status, String type) {
        List<String> before = store.list("");

        HttpResponse<byte[]> answer = execute(document.replace("LINK", link("")));

        assertThat(answer.statusCode()).as(() -> text(answer)).isEqualTo(status);
        assertThat(json(answer).path("type").asText()).endsWith("/problems/" + type);
        assertThat(store.list("")).isEqualTo(before);
    }

    /** The client waits for 100 Continue; it gets a refusal instead, and sends no body. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cloudmask|Content-Type: image/tiff|404",
                "cloud-mask|Content-Type: image/png|415",
                "cloud-mask|Content-Type: application/json; length=300000000|413",
                "cloud-mask?threshold=1|Content-Type: image/tiff|400",
                "cloud-mask?boaAddOffset=x|Content-Type: image/tiff|400",
                "cloud-mask?callback=https://10.0.0.1/|Content-Type: image/tiff|400",
                "cloud-mask|Content-Type: image/tiff; callback|400",
                "cloud-mask|Content-Type: image/tiff; key|400"
            })
    void whatIsWrongWithTheHeadIsToldBeforeTheBody(String process, String type, int status) throws IOException {
        String[] parts = type.split("; ", 2);
        String more = parts.length == 1 ? "" : parts[1];
        try (RawConnection client = new RawConnection(user.fleet())) {
            String answer = client.headTo(
                            process,
                            parts[0],
                            "Content-Length: " + (more.startsWith("length=") ? more.substring(7) : "1000"),
                            switch (more) {
                                case "callback" -> "Tilefleet-Callback: https://10.0.0.1/";
                                case "key" -> "Idempotency-Key: \"not closed";
                                default -> "X-More: none";
                            },
                            "Expect: 100-continue")
                    .answer();

            assertThat(answer).startsWith("HTTP/1.1 %d ".formatted(status)).contains("application/problem+json");
        }
    }

    /** Without Expect too the answer comes while the body is still to come. */
    @Test
    void whoDoesNotWaitIsToldAtOnceToo() throws IOException {
        try (RawConnection client = new RawConnection(user.fleet())) {
            String answer = client.headTo("cloudmask", "Content-Type: image/tiff", "Content-Length: 1000000")
                    .answer();

            assertThat(answer).startsWith("HTTP/1.1 404 ");
        }
    }

    @Test
    void whoAsksBeforeSendingADocumentIsToldToGoOn() throws IOException {
        byte[] document = "{\"inputs\": {\"file\": {\"href\": \"%s\"}}}"
                .formatted(link("/a.tif"))
                .getBytes(UTF_8);
        try (RawConnection client = new RawConnection(user.fleet())) {
            client.headTo(
                    "cloud-mask",
                    "Content-Type: application/json",
                    "Idempotency-Key: \"asked before\"",
                    "Content-Length: " + document.length,
                    "Expect: 100-continue");

            String answer = client.await100().send(document).answer();

            assertThat(answer).startsWith("HTTP/1.1 201 ");
        }
    }

    private static void assertIsTile(Job job) {
        assertThat(job.input().sha256()).isEqualTo(Sha256.of(TILE));
        assertThat(job.input().size()).isEqualTo(TILE.length);
        assertThat(store.read(job.input().key())).hasValue(TILE);
    }

    private Job accepted(String document) {
        return job(execute(document));
    }

    private Job job(HttpResponse<byte[]> answer) {
        JobID id = JobID.of(user.accepted(answer).substring("/jobs/".length()));
        return Optional.of(id).flatMap(new JobArchive(store)::find).orElseThrow();
    }

    private HttpResponse<byte[]> execute(String document) {
        return user.post(
                "/processes/cloud-mask/execution",
                BodyPublishers.ofString(document),
                "Content-Type",
                "application/json");
    }

    private static String link(String path) {
        return "http://127.0.0.1:%d%s".formatted(tiles.getAddress().getPort(), path);
    }

    private static String base64() {
        return Base64.getEncoder().encodeToString(TILE);
    }
}
