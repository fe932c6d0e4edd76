package dev.tilefleet.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** URLs for those who know nothing of S3, asked with the JDK's HTTP client. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PresignedUrlsIT {
    private static final Duration VALID = Duration.ofMinutes(5);
    private static final String KEY = "presigned/a b+c%20ü.tif";
    private static final byte[] BODY = "0123456789".getBytes(UTF_8);

    private final HttpClient http = HttpClient.newHttpClient();
    private TestingStore testing;
    private S3TileStore store;

    @BeforeAll
    void open(@TempDir Path data) {
        testing = TestingStore.open(data);
        store = testing.store;
    }

    @AfterAll
    void close() throws Exception {
        testing.close();
        http.close();
    }

    @Test
    void aPutWritesTheObject() throws Exception {
        HttpResponse<byte[]> response = put(store.presignPut(KEY, VALID));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(store.read(KEY)).hasValue(BODY);
    }

    @Test
    void aGetReadsTheObjectItsTypeAndETag() throws Exception {
        store.put(KEY, ByteBuffer.wrap(BODY), "image/tiff");

        HttpResponse<byte[]> response = get(store.presignGet(KEY, VALID), "Accept", "*/*");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(BODY);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("image/tiff");
        assertThat(response.headers().firstValue("ETag")).hasValue("\"781e5e245d69b566979b86e28d23f2c7\"");
    }

    @Test
    void aGetReadsARange() throws Exception {
        store.put(KEY, ByteBuffer.wrap(BODY), "image/tiff");

        HttpResponse<byte[]> response = get(store.presignGet(KEY, VALID), "Range", "bytes=2-4");

        assertThat(response.statusCode()).isEqualTo(206);
        assertThat(response.body()).isEqualTo("234".getBytes(UTF_8));
        assertThat(response.headers().firstValue("Content-Range")).hasValue("bytes 2-4/10");
    }

    @Test
    void aUrlForAnotherKeyIsRefused() throws Exception {
        URI url = store.presignPut("presigned/mine", VALID);

        HttpResponse<byte[]> response = put(URI.create(url.toString().replace("mine", "theirs")));

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(store.read("presigned/theirs")).isEmpty();
    }

    @Test
    void aUrlForReadingDoesNotWrite() throws Exception {
        store.put("presigned/read-only", ByteBuffer.wrap(BODY), "image/tiff");

        assertThat(put(store.presignGet("presigned/read-only", VALID)).statusCode())
                .isEqualTo(403);
    }

    @Test
    void aUrlWithItsExpiryPutOffIsRefused() throws Exception {
        URI url = store.presignGet(KEY, VALID);

        URI putOff = URI.create(url.toString().replace("X-Amz-Expires=300", "X-Amz-Expires=3000"));

        assertThat(get(putOff, "Accept", "*/*").statusCode()).isEqualTo(403);
    }

    @Test
    void anExpiredUrlIsRefused() throws Exception {
        store.put(KEY, ByteBuffer.wrap(BODY), "image/tiff");
        URI url = store.presignGet(KEY, Duration.ofSeconds(1));
        long begun = System.nanoTime();

        int status = 200;
        while (status == 200 && System.nanoTime() - begun < 10e9) {
            status = get(url, "Accept", "*/*").statusCode();
        }

        assertThat(status).isEqualTo(403);
    }

    private HttpResponse<byte[]> put(URI url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Content-Type", "image/tiff")
                .PUT(BodyPublishers.ofByteArray(BODY))
                .build();
        return http.send(request, BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> get(URI url, String header, String value) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(url).header(header, value).build(), BodyHandlers.ofByteArray());
    }
}
