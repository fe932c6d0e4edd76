package dev.tilefleet.standalone;

import static dev.tilefleet.standalone.Eventually.eventually;
import static dev.tilefleet.standalone.FleetUser.json;
import static dev.tilefleet.standalone.FleetUser.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tilefleet.api.ApiConfig;
import dev.tilefleet.config.ByteSize;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a request or a tile is told in a sentence that says what to change, and harms nobody else. */
final class BadInputIT {
    private static final String CLOUD_MASK = "/processes/cloud-mask/execution";
    private static final int LIMIT = 4 << 20;

    @RegisterExtension
    static final RunningFleet fleet = new RunningFleet(BadInputIT::withALowLimit);

    private final FleetUser user = fleet.user();
    private final byte[] tile = TestingTiles.clouds();

    /** After all that, in whatever order, every process does its work. */
    @AfterAll
    static void theFleetIsWellAfterwards() {
        FleetUser user = fleet.user();
        byte[] ten = PatternTile.of(10, (band, x, y) -> 700 + band * x + y).bytes();

        assertThat(user.mask(user.submit("cloud-mask", TestingTiles.clouds())).differences(TestingTiles.cloudsMask()))
                .isLessThanOrEqualTo(30);
        assertThat(user.mask(user.submit("unet10", ten))).isNotNull();
        assertThat(fleet.operator().get("/readyz").statusCode()).isEqualTo(200);
        assertThat(eventually("an empty spool", Duration.ofSeconds(20), BadInputIT::spooled))
                .isEmpty();
    }

    private static Optional<List<String>> spooled() {
        return Optional.of(fleet.spooled()).filter(List::isEmpty);
    }

    static Stream<HostileTile> noTiffs() {
        return HostileTile.noTiffs();
    }

    static Stream<HostileTile> tiffs() {
        return HostileTile.tiffs();
    }

    @ParameterizedTest
    @MethodSource("noTiffs")
    void whatIsNoTiffIsRefusedAtOnce(HostileTile hostile) {
        HttpResponse<byte[]> answer = user.send(hostile.process(), hostile.bytes());

        assertRefused(answer, 422, hostile.problem(), hostile.advice());
    }

    @ParameterizedTest
    @MethodSource("noTiffs")
    void norDoesItPassInAForm(HostileTile hostile) {
        Form form = new Form().file("file", "tile.tif", hostile.bytes());

        HttpResponse<byte[]> answer = user.post(CLOUD_MASK, form.body(), "Content-Type", Form.TYPE);

        assertRefused(answer, 422, hostile.problem(), hostile.advice());
    }

    @Test
    void anEmptyBodyIsToldToCarryATile() {
        HttpResponse<byte[]> answer = user.send("cloud-mask", new byte[0]);

        assertRefused(answer, 400, "empty-body", "Send the GeoTIFF's bytes");
    }

    @Test
    void anEmptyBodyOfUnannouncedLengthIsToldToCarryATile() {
        HttpResponse<byte[]> answer = user.post(
                CLOUD_MASK,
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[0])),
                "Content-Type",
                "image/tiff");

        assertRefused(answer, 400, "empty-body", "Send the GeoTIFF's bytes");
    }

    @Test
    void anEmptyFileOfAFormIsToldToBeATile() {
        Form form = new Form().file("file", "tile.tif", new byte[0]);

        HttpResponse<byte[]> answer = user.post(CLOUD_MASK, form.body(), "Content-Type", Form.TYPE);

        assertRefused(answer, 400, "empty-body", "Send the GeoTIFF's bytes");
    }

    @ParameterizedTest
    @MethodSource("tiffs")
    void aTileThatIsOfNoUseFailsAndSaysWhatToChange(HostileTile hostile) {
        String job = user.submit(hostile.process(), hostile.bytes());

        JsonNode info = user.ended(job);

        JsonNode problem = info.path("problem");
        assertThat(info.path("status").asText()).as(info::toString).isEqualTo("failed");
        assertThat(problem.path("type").asText()).as(problem::toString).endsWith("/problems/" + hostile.problem());
        assertThat(problem.path("detail").asText()).contains(hostile.advice());
        assertThat(info.path("message").asText()).contains(hostile.advice());
    }

    @Test
    void aProcessThatIsNotThereIsToldWhichAre() {
        HttpResponse<byte[]> answer = user.send("cloudmask", tile);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer).path("type").asText())
                .isEqualTo("http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/no-such-process");
        assertThat(json(answer).path("detail").asText()).contains("There are: cloud-mask, unet10");
    }

    @Test
    void aShortFieldNamedFileIsToldToBeAFile() {
        Form form = new Form().field("file", Arrays.copyOf(tile, 100));

        HttpResponse<byte[]> answer = user.post(CLOUD_MASK, form.body(), "Content-Type", Form.TYPE);

        assertRefused(answer, 400, "file-part-missing", "curl -F file=@tile.tif");
    }

    @Test
    void aTileThatIsAFieldIsToldToBeAFile() {
        Form form = new Form().field("file", tile);

        HttpResponse<byte[]> answer = user.post(CLOUD_MASK, form.body(), "Content-Type", Form.TYPE);

        assertRefused(answer, 400, "malformed-request", "curl -F file=@tile.tif");
    }

    @Test
    void aFormWithoutAFileIsToldToHaveOne() {
        Form form = new Form().field("boaAddOffset", "-1000").file("picture", "tile.tif", tile);

        HttpResponse<byte[]> answer = user.post(CLOUD_MASK, form.body(), "Content-Type", Form.TYPE);

        assertRefused(answer, 400, "file-part-missing", "curl -F file=@tile.tif");
    }

    @Test
    void aFormWithTwoFilesIsToldToHaveOne() {
        byte[] small = PatternTile.of(6, (_, x, _) -> x).bytes();
        Form form = new Form().file("file", "a.tif", small).file("file", "b.tif", small);

        HttpResponse<byte[]> answer = user.post(CLOUD_MASK, form.body(), "Content-Type", Form.TYPE);

        assertRefused(answer, 400, "malformed-request", "Send one tile a request");
    }

    @Test
    void aFormThatEndsTooEarlyIsIncomplete() {
        byte[] form = new Form().file("file", "tile.tif", tile).unfinished();

        HttpResponse<byte[]> answer =
                user.post(CLOUD_MASK, BodyPublishers.ofByteArray(form), "Content-Type", Form.TYPE);

        assertRefused(answer, 400, "upload-incomplete", "Send it again");
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data", "multipart/form-data; boundary=another"})
    void aFormThatCannotBeTakenApartIsMalformed(String type) {
        HttpResponse<byte[]> answer =
                user.post(CLOUD_MASK, new Form().file("file", "tile.tif", tile).body(), "Content-Type", type);

        assertThat(answer.statusCode()).as(() -> text(answer)).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?threshold=3",
                "?boaAddOffset=many",
                "?boaAddOffset=NaN",
                "?boaAddOffset=-20000",
                "?boaAddOffset=1&boaAddOffset=2"
            })
    void aParameterThatIsWrongIsNamed(String query) {
        HttpResponse<byte[]> answer = user.send("cloud-mask" + query, tile);

        assertRefused(answer, 400, "invalid-parameter", "boaAddOffset");
    }

    @Test
    void aFieldThatIsNoParameterIsNamed() {
        Form form = new Form().file("file", "tile.tif", tile).field("threshold", "0.5");

        HttpResponse<byte[]> answer = user.post(CLOUD_MASK, form.body(), "Content-Type", Form.TYPE);

        assertRefused(answer, 400, "invalid-parameter", "has no parameter \"threshold\"; it has boaAddOffset");
    }

    @Test
    void aTileWhoseFormIsRefusedIsNeverStored() {
        List<String> before = promises();
        Form form = new Form().file("file", "tile.tif", tile).field("boaAddOffset", "many");

        HttpResponse<byte[]> answer = user.post(CLOUD_MASK, form.body(), "Content-Type", Form.TYPE);

        assertRefused(answer, 400, "invalid-parameter", "is a number");
        assertThat(promises()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "image/png", "application/x-www-form-urlencoded", "multipart/mixed"})
    void anotherMediaTypeIsToldWhichOnesAreTaken(String type) {
        HttpResponse<byte[]> answer = user.post(CLOUD_MASK, BodyPublishers.ofByteArray(tile), "Content-Type", type);

        assertRefused(
                answer,
                415,
                "unsupported-media-type",
                "image/tiff, as part \"file\" of multipart/form-data or as input");
    }

    @Test
    void aBodyWithoutATypeIsToldWhichOnesAreTaken() {
        HttpResponse<byte[]> answer = user.post(CLOUD_MASK, BodyPublishers.ofByteArray(tile));

        assertRefused(
                answer,
                415,
                "unsupported-media-type",
                "image/tiff, as part \"file\" of multipart/form-data or as input");
    }

    @Test
    void aPathThatIsNotThereIsToldWhereToBegin() {
        HttpResponse<byte[]> answer = user.get("/process/cloud-mask");

        assertRefused(answer, 404, "not-found", "The processes are at /processes");
    }

    @Test
    void anotherMethodIsToldWhichOneIsRight() {
        HttpResponse<byte[]> answer = user.get(CLOUD_MASK);

        assertRefused(answer, 405, "method-not-allowed", "GET is not for " + CLOUD_MASK + "; POST is.");
        assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
    }

    @Test
    void aChunkedBodyThatGrowsTooLargeIsRefused() {
        byte[] large = Arrays.copyOf(tile, LIMIT + 1);

        HttpResponse<byte[]> answer = user.post(
                CLOUD_MASK,
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)),
                "Content-Type",
                "image/tiff");

        assertRefused(answer, 413, "upload-too-large", "tilefleet crop");
    }

    @Test
    void aBodyAnnouncedTooLargeIsRefusedBeforeAnyOfItCame() throws IOException {
        try (RawConnection client = new RawConnection(user.fleet())) {
            String answer = client.head("Content-Type: image/tiff", "Content-Length: " + (LIMIT + 1))
                    .answer();

            assertThat(answer)
                    .startsWith("HTTP/1.1 413 ")
                    .contains("larger than 4MiB")
                    .contains("tilefleet crop");
        }
    }

    @Test
    void whoAsksBeforeSendingATooLargeBodyIsNotToldToGoOn() throws IOException {
        try (RawConnection client = new RawConnection(user.fleet())) {
            String answer = client.head(
                            "Content-Type: image/tiff", "Content-Length: " + (LIMIT + 1), "Expect: 100-continue")
                    .answer();

            assertThat(answer).startsWith("HTTP/1.1 413 ").contains("tilefleet crop");
        }
    }

    @Test
    void whoAsksBeforeSendingATileIsToldToGoOn() throws IOException {
        try (RawConnection client = new RawConnection(user.fleet())) {
            String invitation = client.head(
                            "Content-Type: image/tiff", "Content-Length: " + tile.length, "Expect: 100-continue")
                    .answer();
            String answer = client.send(tile).answer();

            assertThat(invitation).startsWith("HTTP/1.1 100 ");
            assertThat(answer).startsWith("HTTP/1.1 201 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/tiff", "application/json"})
    void aClientThatHangsUpInAnAnnouncedBodyLeavesNothingBehind(String type) throws IOException {
        List<String> before = promises();

        connect("Content-Type: " + type, "Content-Length: 2000000")
                .send(Arrays.copyOf(tile, 300_000))
                .breakOff();

        assertOnlyTheNextTileLeavesObjects(before);
    }

    @Test
    void aClientThatHangsUpInAChunkedBodyLeavesNothingBehind() throws IOException {
        List<String> before = promises();

        connect("Content-Type: image/tiff", "Transfer-Encoding: chunked")
                .send("493e0\r\n".getBytes(UTF_8))
                .send(Arrays.copyOf(tile, 300_000))
                .breakOff();

        assertOnlyTheNextTileLeavesObjects(before);
    }

    @Test
    void aClientThatHangsUpInAFormLeavesNothingBehind() throws IOException {
        List<String> before = promises();

        connect("Content-Type: " + Form.TYPE, "Content-Length: 2000000")
                .send(new Form()
                        .file("file", "tile.tif", Arrays.copyOf(tile, 300_000))
                        .unfinished())
                .breakOff();

        assertOnlyTheNextTileLeavesObjects(before);
    }

    private RawConnection connect(String... headers) throws IOException {
        return new RawConnection(user.fleet()).head(headers);
    }

    private void assertOnlyTheNextTileLeavesObjects(List<String> before) {
        String job = user.submit("cloud-mask", tile);
        user.ended(job);
        assertThat(promises())
                .filteredOn(key -> !before.contains(key))
                .allMatch(key -> key.contains(job.substring("/jobs/".length())));
        assertThat(eventually("an empty spool", Duration.ofSeconds(5), BadInputIT::spooled))
                .isEmpty();
    }

    /** What is in the store of jobs before a worker sees them. */
    private static List<String> promises() {
        return Stream.of("inputs/", "jobs/")
                .map(fleet::objects)
                .flatMap(List::stream)
                .toList();
    }

    private static void assertRefused(HttpResponse<byte[]> answer, int status, String type, String advice) {
        assertThat(answer.statusCode()).as(() -> text(answer)).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(answer).path("type").asText()).isEqualTo("https://tilefleet.dev/problems/" + type);
        assertThat(json(answer).path("status").asInt()).isEqualTo(status);
        assertThat(json(answer).path("detail").asText()).contains(advice);
    }

    private static ApiConfig withALowLimit(ApiConfig config) {
        return new ApiConfig(
                config.host(),
                config.port(),
                config.publicUrl(),
                new ByteSize(LIMIT),
                config.spool(),
                config.deadline(),
                config.expiry(),
                config.viewCapacity(),
                config.access(),
                config.admission());
    }
}
