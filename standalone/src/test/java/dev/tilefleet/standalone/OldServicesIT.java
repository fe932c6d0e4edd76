package dev.tilefleet.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The curl lines of the services that this fleet replaces. */
final class OldServicesIT {
    private static final int UNET10_TOLERANCE = 12;
    private static final byte[] TILE =
            PatternTile.of(10, (band, x, y) -> 200 + band * 40 + x * 3 + y * 5).bytes();

    private static final TestingTileHost host = new TestingTileHost(TILE);

    @RegisterExtension
    static final RunningFleet fleet = new RunningFleet(Map.of(
            "TILEFLEET_COMPAT_PROCESS", "unet10",
            "TILEFLEET_OUTBOUND_ALLOW", "127.0.0.1",
            "TILEFLEET_OUTBOUND_PORTS", Integer.toString(host.port())));

    @TempDir
    private Path folder;

    private final FleetUser user = fleet.user();
    private Curl curl;
    private String file;

    @BeforeEach
    void saveTheTile() throws IOException {
        curl = new Curl(user.fleet(), folder);
        file = "file=@" + Files.write(folder.resolve("tile.tif"), TILE);
    }

    @AfterAll
    static void stopTheHost() {
        host.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/infer_image", "/infer_image/", "/infer_image/0"})
    void anImageIsInferredToAPickle(String path) {
        Curl.Answer answer = curl.run("-X", "POST", "-F", file, path);

        assertThat(answer.status()).as(() -> text(answer)).isEqualTo(200);
        assertThat(answer.type()).isEqualTo("application/octet-stream");
        assertThat(FloatMask.pickle(answer.body()).differences(mask())).isZero();
    }

    @Test
    void anImageIsInferredToACompressedPickle() throws IOException {
        Curl.Answer packed = curl.run("-X", "POST", "-F", file, "/infer_image/1");
        Curl.Answer unpacked = curl.run("-X", "POST", "--compressed", "-F", file, "/infer_image/1");

        byte[] pickle = new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes();
        assertThat(FloatMask.pickle(pickle).differences(mask())).isZero();
        assertThat(unpacked.body()).isEqualTo(pickle);
    }

    @Test
    void anInferenceIsAFileOfFloats() {
        Curl.Answer answer = curl.run("-F", file, "/inference");

        assertThat(answer.status()).as(() -> text(answer)).isEqualTo(200);
        assertThat(FloatMask.npy(answer.body()).differences(mask())).isZero();
    }

    @Test
    void whateverElseAFormHasDoesNotCount() {
        Curl.Answer answer = curl.run("-F", "threshold=0.5", "-F", file, "-F", "user=me", "/inference");

        assertThat(answer.status()).as(() -> text(answer)).isEqualTo(200);
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("golden")
    void aKnownTileBecomesItsMask(ParityIT.Case known) throws IOException {
        Mask expected = Mask.of(Files.readAllBytes(known.expected()));

        Curl.Answer pickle = curl.run("-F", "file=@" + known.tile(), "/infer_image/");
        Curl.Answer npy = curl.run("-F", "file=@" + known.tile(), "/inference");

        assertThat(FloatMask.pickle(pickle.body()).differences(expected)).isLessThanOrEqualTo(UNET10_TOLERANCE);
        assertThat(FloatMask.npy(npy.body()).isEqualTo(FloatMask.pickle(pickle.body())))
                .isTrue();
    }

    static Stream<ParityIT.Case> golden() {
        return ParityIT.cases().filter(known -> known.process().equals("unet10"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-F other=@{tile}", "-F file=text", "--data a=b", "-X POST", "--data-binary @{tile}"})
    void anInferenceWithoutAFileIsAClientsMistake(String options) {
        assertError(
                400,
                "/inference",
                options.replace("{tile}", folder.resolve("tile.tif").toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tile.png", "tile", "tile.tif.zip"})
    void anInferenceOfAFileOfAnotherNameIsAClientsMistake(String name) {
        assertError(400, "/inference", "-F %s;filename=%s".formatted(file, name));
    }

    @Test
    void aFormThatCannotBeReadIsAClientsMistakeAndIsToldWithoutAnExceptionsName() throws IOException {
        Path form = Files.writeString(
                folder.resolve("form"), "--b\r\nContent-Disposition: form-data; name=\"\"\r\n\r\ntext\r\n--b--\r\n");

        Curl.Answer answer = curl.run(
                "-H", "Content-Type: multipart/form-data; boundary=b", "--data-binary", "@" + form, "/inference");

        assertThat(answer.status()).as(() -> text(answer)).isEqualTo(400);
        assertThat(json(answer).path("error").asText())
                .contains("The form cannot be read")
                .doesNotContain("Exception");
    }

    @Test
    void anInferenceThatFailsIsTheServersFault() throws IOException {
        Path text = Files.writeString(folder.resolve("text.tif"), "no tile");
        Path labels = Files.write(folder.resolve("labels.tif"), TestingTiles.labels());

        assertError(500, "/inference", "-F file=@" + text);
        assertError(500, "/inference", "-F file=@" + labels);
    }

    @Test
    void aPredictionTellsTheSharesAndWhereTheMaskIs() throws IOException {
        Curl.Answer answer = predict("http://127.0.0.1:%d/tile.tif".formatted(host.port()));

        assertThat(answer.status()).as(() -> text(answer)).isEqualTo(200);
        JsonNode prediction = json(answer);
        Mask mask = Mask.of(get(prediction.path("mask").asText()).body());
        assertThat(prediction.path("process").asText()).isEqualTo("unet10");
        assertThat(shares(prediction)).containsExactly(share(mask, 0), share(mask, 1));
        assertThat(FleetUser.json(get(prediction.path("job").asText()))
                        .path("status")
                        .asText())
                .isEqualTo("successful");
        assertThat(mask.differences(mask())).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://127.0.0.2:{port}/tile.tif", "http://localhost:22/", "file:///etc/passwd", "tile.tif"})
    void aPredictionIsMadeOfNoTileInForbiddenPlaces(String url) throws IOException {
        Curl.Answer answer = predict(url.replace("{port}", Integer.toString(host.port())));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        assertThat(json(answer).path("type").asText()).endsWith("/url-not-allowed");
    }

    @Test
    void aPredictionFollowsNoRedirect() throws IOException {
        Curl.Answer answer = predict("http://127.0.0.1:%d/moved".formatted(host.port()));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(json(answer).path("type").asText()).endsWith("/url-unavailable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "{\"url\": 1}", "https://example.org/", "{\"url\": \"https:"})
    void aPredictionOfAnythingElseIsAClientsMistake(String body) throws IOException {
        Curl.Answer answer = curl.run("-X", "POST", "-d", body, "/predict");

        assertThat(answer.status()).as(() -> text(answer)).isEqualTo(400);
        assertThat(json(answer).path("type").asText()).endsWith("/malformed-request");
    }

    @Test
    void healthIsOk() {
        assertThat(curl.run("/healthz").body()).isEqualTo("Ok".getBytes(UTF_8));
    }

    private Curl.Answer predict(String url) {
        return curl.run(
                "-X",
                "POST",
                "-H",
                "Content-Type: application/json",
                "-d",
                "{\"url\": \"%s\"}".formatted(url),
                "/predict");
    }

    private void assertError(int status, String path, String options) {
        Curl.Answer answer = curl.run(
                Stream.concat(Stream.of(options.split(" ")), Stream.of(path)).toArray(String[]::new));

        assertThat(answer.status()).as(() -> text(answer)).isEqualTo(status);
        assertThat(answer.type()).isEqualTo("application/json");
        assertThat(new String(answer.body(), UTF_8)).matches("\\{\"error\":\"[^\"]+(\\\\\"[^\"]*)*\"}");
    }

    /** What the same tile becomes on the way that everybody else takes. */
    private Mask mask() {
        return user.mask(user.submit("unet10", TILE));
    }

    private HttpResponse<byte[]> get(String link) {
        return user.get(URI.create(link).getPath());
    }

    private static List<Double> shares(JsonNode prediction) {
        return prediction.path("shares").valueStream().map(JsonNode::asDouble).toList();
    }

    private static double share(Mask mask, int value) {
        long count = 0;
        for (int pixel = 0; pixel < 512 * 512; pixel++) {
            count += mask.at(pixel) == value ? 1 : 0;
        }
        return count / (512 * 512.0);
    }

    private static JsonNode json(Curl.Answer answer) throws IOException {
        return new ObjectMapper().readTree(answer.body());
    }

    private static String text(Curl.Answer answer) {
        return answer.status() + " " + new String(answer.body(), UTF_8);
    }
}
