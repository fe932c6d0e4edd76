package dev.tilefleet.api.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import io.vertx.core.MultiMap;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TileRequestTest {
    private static final long LIMIT = 1 << 20;
    private final MultiMap headers = MultiMap.caseInsensitiveMultiMap();

    @ParameterizedTest
    @CsvSource({
        "image/tiff, RAW",
        "image/tiff; application=geotiff, RAW",
        "IMAGE/TIFF, RAW",
        "image/geotiff, RAW",
        "application/octet-stream, RAW",
        "multipart/form-data; boundary=x, MULTIPART",
        "application/json, JSON",
        "application/json; charset=utf-8, JSON"
    })
    void takesTilesInThreeForms(String contentType, TileRequest.Form form) {
        headers.set("Content-Type", contentType);

        assertThat(TileRequest.of(headers, LIMIT))
                .isEqualTo(new TileRequest(form, OptionalLong.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "image/png", "text/json", "application/x-www-form-urlencoded", "tiff"})
    void refusesAnyOther(String contentType) {
        Optional.ofNullable(contentType).ifPresent(type -> headers.set("Content-Type", type));

        assertProblem(ProblemType.UNSUPPORTED_MEDIA_TYPE);
    }

    @Test
    void readsTheLengthAndTheName() {
        headers.set("Content-Type", "image/tiff")
                .set("Content-Length", "1048576")
                .set("Content-Disposition", "attachment; filename=\"_.tif\"; filename*=UTF-8''%E9%9B%B2.tif");

        assertThat(TileRequest.of(headers, LIMIT))
                .isEqualTo(new TileRequest(TileRequest.Form.RAW, OptionalLong.of(LIMIT), Optional.of("雲.tif")));
    }

    @Test
    void refusesATileThatIsTooLargeBeforeItComes() {
        headers.set("Content-Type", "image/tiff").set("Content-Length", "1048577");

        assertProblem(ProblemType.UPLOAD_TOO_LARGE);
    }

    @Test
    void letsAFormHaveMoreThanItsTile() {
        headers.set("Content-Type", "multipart/form-data; boundary=x").set("Content-Length", "1048800");

        assertThat(TileRequest.of(headers, LIMIT).length()).hasValue(1_048_800);
    }

    @Test
    void refusesAFormThatMustHoldATileTooLarge() {
        headers.set("Content-Type", "multipart/form-data; boundary=x").set("Content-Length", "2000000");

        assertProblem(ProblemType.UPLOAD_TOO_LARGE);
    }

    @Test
    void letsADocumentHaveItsTileInBase64() {
        headers.set("Content-Type", "application/json").set("Content-Length", "1400000");

        assertThat(TileRequest.of(headers, LIMIT).length()).hasValue(1_400_000);
    }

    @Test
    void refusesADocumentThatMustHoldATileTooLarge() {
        headers.set("Content-Type", "application/json").set("Content-Length", "1600000");

        assertProblem(ProblemType.UPLOAD_TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"many", "-1", "+1", "1 2", "", "99999999999999999999", "18446744073709551615"})
    void refusesALengthThatIsNone(String length) {
        headers.set("Content-Type", "image/tiff").set("Content-Length", length);

        assertProblem(ProblemType.MALFORMED_REQUEST);
    }

    @Test
    void takesADocumentThatIsNoTile() {
        headers.set("Content-Type", "application/json; charset=utf-8").set("Content-Length", "1048576");

        assertThatCode(() -> TileRequest.requireDocument(headers, LIMIT)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "image/tiff, 4, UNSUPPORTED_MEDIA_TYPE",
        "'', 4, UNSUPPORTED_MEDIA_TYPE",
        "application/json, 1048577, UPLOAD_TOO_LARGE",
        "application/json, many, MALFORMED_REQUEST"
    })
    void refusesWhatIsNoSuchDocument(String type, String length, ProblemType problem) {
        headers.set("Content-Type", type).set("Content-Length", length);

        assertProblem(problem, () -> TileRequest.requireDocument(headers, LIMIT));
    }

    private void assertProblem(ProblemType type) {
        assertProblem(type, () -> TileRequest.of(headers, LIMIT));
    }

    private static void assertProblem(ProblemType type, ThrowingCallable asked) {
        assertThatThrownBy(asked)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().type()).isEqualTo(type));
    }
}
