package dev.tilefleet.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.job.JobID;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** HEAD is GET without the body. */
final class HeadIT {
    @TempDir
    private static Path data;

    private static FleetInParts fleet;
    private static FinishedJob done;

    @BeforeAll
    static void start() throws InterruptedException {
        fleet = new FleetInParts(data, Map.of());
        done = FinishedJob.by(fleet);
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    static List<String> paths() {
        return List.of(
                "/processes",
                "/processes/unet10",
                "/processes/nothing",
                "/",
                "/conformance",
                "/api",
                "/jobs",
                "/healthz",
                "/page/app.js",
                "/nowhere",
                done.path(),
                done.path() + "/results",
                done.path() + "/results/mask.npy",
                "/jobs/" + JobID.random(),
                "/jobs/" + JobID.random() + "/results/mask.npy",
                "/processes/unet10/execution");
    }

    @ParameterizedTest
    @MethodSource("paths")
    void answersAsGetDoesWithoutABody(String path) {
        HttpResponse<byte[]> get = fleet.user().get(path);

        HttpResponse<byte[]> head = fleet.user().head(path);

        assertThat(head.statusCode()).isEqualTo(get.statusCode());
        assertThat(headers(head)).isEqualTo(headers(get));
        assertThat(head.body()).isEmpty();
    }

    @Test
    void tellsTheMasksSize() {
        HttpResponse<byte[]> head = fleet.user().head(done.path() + "/results/mask.npy");

        assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(FinishedJob.MASK.length);
    }

    @Test
    void tellsThatACopyIsStillGood() {
        HttpResponse<byte[]> first = fleet.user().head(done.path() + "/results/mask.npy");

        HttpResponse<byte[]> again = fleet.user()
                .head(
                        done.path() + "/results/mask.npy",
                        "If-None-Match",
                        first.headers().firstValue("ETag").orElseThrow());

        assertThat(again.statusCode()).isEqualTo(304);
    }

    @Test
    void isNamedAmongTheMethodsOfAPath() {
        HttpResponse<byte[]> answer = fleet.user().delete("/processes");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD");
    }

    /** The method's name stands in the refusal of a method, so that the length of one differs. */
    private static Map<String, List<String>> headers(HttpResponse<byte[]> answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        if (answer.statusCode() == 405) {
            headers.remove("content-length");
        }
        return headers;
    }
}
