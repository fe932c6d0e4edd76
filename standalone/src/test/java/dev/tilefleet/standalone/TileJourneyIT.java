package dev.tilefleet.standalone;

import static dev.tilefleet.standalone.FleetUser.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody meets who sends tiles and fetches masks. */
final class TileJourneyIT {
    private static final String CLOUD_MASK = "/processes/cloud-mask/execution";
    private static final int CLOUD_MASK_TOLERANCE = 30;

    @RegisterExtension
    static final RunningFleet fleet = new RunningFleet();

    private final FleetUser user = fleet.user();
    private final byte[] tile = TestingTiles.clouds();

    @Test
    void aRawTileBecomesAMask() {
        Mask mask = user.mask(user.submit("cloud-mask", tile));

        assertThat(mask.differences(TestingTiles.cloudsMask())).isLessThanOrEqualTo(CLOUD_MASK_TOLERANCE);
    }

    @Test
    void aTileInAFormBecomesAMask() {
        HttpResponse<byte[]> answer = user.post(
                CLOUD_MASK, new Form().file("file", "clouds.tif", tile).body(), "Content-Type", Form.TYPE);

        Mask mask = user.mask(user.accepted(answer));

        assertThat(mask.differences(TestingTiles.cloudsMask())).isLessThanOrEqualTo(CLOUD_MASK_TOLERANCE);
    }

    @Test
    void aTileAtAnOldAddressBecomesFloatsThatAreOneWhereThereIsCloud() {
        HttpResponse<byte[]> answer = user.post(
                "/infer_image/", new Form().file("file", "clouds.tif", tile).body(), "Content-Type", Form.TYPE);

        assertThat(FloatMask.pickle(answer.body()).differences(TestingTiles.cloudsMask()))
                .isLessThanOrEqualTo(CLOUD_MASK_TOLERANCE);
    }

    @Test
    void aTileOfUnannouncedLengthBecomesAMask() {
        HttpResponse<byte[]> answer = user.post(
                CLOUD_MASK,
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(tile)),
                "Content-Type",
                "image/tiff");

        Mask mask = user.mask(user.accepted(answer));

        assertThat(mask.differences(TestingTiles.cloudsMask())).isLessThanOrEqualTo(CLOUD_MASK_TOLERANCE);
    }

    @Test
    void aTileInADocumentBecomesAMask() {
        String document = "{\"inputs\": {\"file\": {\"value\": \"%s\", \"encoding\": \"base64\"}}}"
                .formatted(Base64.getEncoder().encodeToString(tile));
        HttpResponse<byte[]> answer =
                user.post(CLOUD_MASK, BodyPublishers.ofString(document), "Content-Type", "application/json");

        Mask mask = user.mask(user.accepted(answer));

        assertThat(mask.differences(TestingTiles.cloudsMask())).isLessThanOrEqualTo(CLOUD_MASK_TOLERANCE);
    }

    @Test
    void theAnswerToASubmissionSaysWhereToAskAndSinceWhen() {
        Instant before = Instant.now();

        HttpResponse<byte[]> answer = user.send("unet10", tenBands(1000));

        String job = user.accepted(answer);
        JsonNode info = json(answer);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(info.path("jobID").asText()).isEqualTo(job.substring("/jobs/".length()));
        assertThat(info.path("processID").asText()).isEqualTo("unet10");
        assertThat(info.path("type").asText()).isEqualTo("process");
        assertThat(info.path("status").asText()).isEqualTo("accepted");
        assertThat(Instant.parse(info.path("created").asText())).isBetween(before.minusSeconds(1), Instant.now());
        assertThat(Instant.parse(info.path("deadline").asText())).isAfter(before.plusSeconds(86_000));
        assertThat(info.has("finished")).isFalse();
        assertThat(relations(info)).containsExactlyInAnyOrder("self", "up", "monitor", "monitor");
        assertThat(link(info, "monitor")).isEqualTo(user.fleet() + job);
    }

    @Test
    void anEndedJobTellsItsTimesAndWhereItsMaskIs() {
        String job = user.submit("unet10", tenBands(1000));

        JsonNode info = user.ended(job);

        assertThat(info.path("status").asText()).isEqualTo("successful");
        assertThat(times(info, "created", "started", "finished")).isSorted();
        assertThat(info.path("updated")).isEqualTo(info.path("finished"));
        assertThat(info.path("modelDigest").asText()).matches("[0-9a-f]{64}");
        assertThat(info.path("worker").asText()).isEqualTo("worker");
        assertThat(info.path("timings").propertyStream().map(Map.Entry::getKey))
                .containsSubsequence("queued", "fetch", "decode", "infer", "encode", "store");
        assertThat(relations(info))
                .containsExactlyInAnyOrder("self", "up", "http://www.opengis.net/def/rel/ogc/1.0/results", "item");
        assertThat(link(info, "item")).isEqualTo(user.fleet() + job + "/results/mask.npy");
    }

    @Test
    void resultsComeByReference() throws Exception {
        String job = user.submit("unet10", tenBands(1000));
        user.ended(job);

        JsonNode mask = json(user.get(job + "/results")).path("mask");

        byte[] npy = user.get(job + "/results/mask.npy").body();
        assertThat(mask.path("href").asText()).isEqualTo(user.fleet() + job + "/results/mask.npy");
        assertThat(mask.path("type").asText()).isEqualTo("application/x-npy");
        assertThat(mask.path("length").asInt()).isEqualTo(npy.length);
        assertThat(mask.path("sha256").asText())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(npy)));
    }

    @Test
    void aMaskIsSentOnceToWhoeverKeepsIt() {
        String mask = masked(tenBands(1000));
        HttpResponse<byte[]> first = user.get(mask);
        String etag = first.headers().firstValue("ETag").orElseThrow();

        HttpResponse<byte[]> second = user.get(mask, "If-None-Match", etag);

        assertThat(first.headers().firstValue("Content-Type")).hasValue("application/x-npy");
        assertThat(first.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.headers().firstValue("ETag")).hasValue(etag);
        assertThat(second.body()).isEmpty();
    }

    @Test
    void partsOfAMaskCanBeFetched() {
        String mask = masked(tenBands(1000));
        byte[] whole = user.get(mask).body();

        HttpResponse<byte[]> part = user.get(mask, "Range", "bytes=100-299");

        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.headers().firstValue("Content-Range")).hasValue("bytes 100-299/" + whole.length);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole, 100, 300));
    }

    @Test
    void aPartBeyondTheEndOfAMaskIsRefused() {
        String mask = masked(tenBands(1000));

        HttpResponse<byte[]> part = user.get(mask, "Range", "bytes=9999999-");

        assertThat(part.statusCode()).isEqualTo(416);
    }

    @Test
    void theOffsetOfNewerProductsIsTakenOutByAParameter() {
        String plain = user.submit("cloud-mask", sixBands(0));
        String shifted = user.submit("cloud-mask?boaAddOffset=-1000", sixBands(1000));

        assertThat(user.mask(shifted).differences(user.mask(plain))).isZero();
    }

    @Test
    void aParameterCanBeAFieldOfTheForm() {
        Form form = new Form().field("boaAddOffset", "-1000").file("file", "clouds.tif", tile);

        String job = user.accepted(user.post(CLOUD_MASK, form.body(), "Content-Type", Form.TYPE));

        assertThat(user.mask(job).differences(TestingTiles.cloudsMask())).isGreaterThan(1000);
    }

    @Test
    void bothProcessesWorkSideBySide() {
        List<String> jobs = Stream.of("cloud-mask", "unet10", "cloud-mask", "unet10")
                .map(process -> user.submit(process, process.equals("unet10") ? tenBands(500) : tile))
                .toList();

        assertThat(jobs.stream().map(user::ended))
                .allSatisfy(info -> assertThat(info.path("status").asText()).isEqualTo("successful"));
    }

    @Test
    void saysWhichProcessesThereAre() {
        JsonNode processes = json(user.get("/processes")).path("processes");

        assertThat(processes.findValuesAsText("id")).containsExactly("cloud-mask", "unet10");
        assertThat(link(processes.get(0), "self")).isEqualTo(user.fleet() + "/processes/cloud-mask");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cloud-mask", "unet10"})
    void describesAProcess(String process) {
        JsonNode description = json(user.get("/processes/" + process));

        assertThat(description.path("id").asText()).isEqualTo(process);
        assertThat(description.path("jobControlOptions").toString()).isEqualTo("[\"async-execute\",\"dismiss\"]");
        assertThat(description.path("inputs").has("file")).isTrue();
        assertThat(description.path("inputs").has("boaAddOffset")).isEqualTo(process.equals("cloud-mask"));
        assertThat(description
                        .path("outputs")
                        .path("mask")
                        .path("schema")
                        .path("contentMediaType")
                        .asText())
                .isEqualTo("application/x-npy");
        assertThat(link(description, "http://www.opengis.net/def/rel/ogc/1.0/execute"))
                .isEqualTo(user.fleet() + "/processes/" + process + "/execution");
    }

    @Test
    void aLoadBalancerIsToldThatItRuns() {
        assertThat(user.get("/healthz").body()).asString().isEqualTo("Ok");
    }

    private String masked(byte[] tile) {
        String job = user.submit("unet10", tile);
        assertThat(user.ended(job).path("status").asText()).isEqualTo("successful");
        return job + "/results/mask.npy";
    }

    static byte[] tenBands(int value) {
        return PatternTile.of(10, (band, x, y) -> value + 20 * band + 3 * x * y).bytes();
    }

    private static byte[] sixBands(int offset) {
        return PatternTile.of(6, (band, x, y) -> offset + 300 + 100 * band + 200 * x + 50 * y)
                .bytes();
    }

    private static List<Instant> times(JsonNode info, String... members) {
        return Stream.of(members)
                .map(member -> Instant.parse(info.path(member).asText()))
                .toList();
    }

    private static List<String> relations(JsonNode document) {
        return document.path("links").findValuesAsText("rel");
    }

    private static String link(JsonNode document, String relation) {
        return document.path("links")
                .valueStream()
                .filter(link -> link.path("rel").asText().equals(relation))
                .map(link -> link.path("href").asText())
                .findFirst()
                .orElseThrow();
    }
}
