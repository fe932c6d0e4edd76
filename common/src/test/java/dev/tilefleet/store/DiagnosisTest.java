package dev.tilefleet.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DiagnosisTest {
    private final Diagnosis diagnosis = new Diagnosis(URI.create("http://minio:9000"), "tiles");

    @Test
    void namesOperationEndpointBucketAndCode() {
        assertThat(message(new S3Failure.Refused(500, "InternalError", "oh")))
                .isEqualTo("read a: the store at http://minio:9000, bucket tiles, answered 500 InternalError (oh)");
    }

    @ParameterizedTest
    @CsvSource({
        "403, InvalidAccessKeyId, TILEFLEET_S3_ACCESS_KEY",
        "403, SignatureDoesNotMatch, TILEFLEET_S3_SECRET_KEY",
        "403, AccessDenied, s3:ListBucket",
        "403, Odd, access key",
        "404, NoSuchBucket, TILEFLEET_S3_BUCKET",
        "400, AuthorizationHeaderMalformed, TILEFLEET_S3_REGION",
        "403, RequestTimeTooSkewed, clocks",
        "501, NotImplemented, README",
    })
    void saysWhatToDoAboutARefusal(int status, String code, String advice) {
        assertThat(message(new S3Failure.Refused(status, code, "oh"))).contains(advice);
    }

    @ParameterizedTest
    @MethodSource
    void saysWhatToDoAboutSilence(IOException cause, String advice) {
        assertThat(message(new S3Failure.Unanswered(cause))).contains(advice);
    }

    static Stream<Arguments> saysWhatToDoAboutSilence() {
        return Stream.of(
                Arguments.of(new ConnectException("Connection refused"), "Is it running"),
                Arguments.of(new UnknownHostException("minio"), "TILEFLEET_S3_ENDPOINT"),
                Arguments.of(new SocketTimeoutException("timeout"), "TILEFLEET_S3_TIMEOUT"),
                Arguments.of(new SSLHandshakeException("PKIX"), "trust the store's certificate"));
    }

    private String message(S3Failure failure) {
        return diagnosis.of("read a", failure).getMessage();
    }
}
