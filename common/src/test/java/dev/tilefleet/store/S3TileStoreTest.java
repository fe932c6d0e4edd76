package dev.tilefleet.store;

import static dev.tilefleet.store.TestingS3.error;
import static dev.tilefleet.store.TestingS3.lost;
import static dev.tilefleet.store.TestingS3.page;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class S3TileStoreTest {
    private final TestingS3 s3 = new TestingS3();
    private final S3TileStore store = s3.store();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void onlyNoSuchKeyIsAbsence() {
        assertThat(store.read("nothing")).isEmpty();
        assertThat(store.open("nothing")).isEmpty();
    }

    @Test
    void aMissingBucketIsNotAbsence() {
        s3.instead("GET", error(404, "NoSuchBucket"));

        assertThatThrownBy(() -> store.read("nothing"))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("TILEFLEET_S3_BUCKET");
    }

    @Test
    void aGatewaysNotFoundIsNotAbsence() {
        s3.instead("GET", page(404));

        assertThatThrownBy(() -> store.read("nothing"))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("TILEFLEET_S3_ENDPOINT");
    }

    @Test
    void aStoreThatAsksForPatienceIsAskedAgain() {
        s3.objects.put("a", "tile".getBytes(UTF_8));
        s3.instead("GET", error(503, "SlowDown")).instead("GET", error(500, "InternalError"));

        assertThat(store.read("a")).hasValue("tile".getBytes(UTF_8));
        assertThat(s3.log).containsExactly("GET", "GET", "GET");
    }

    @Test
    void aStoreThatAsksForPatienceForEverIsUnavailable() {
        for (int i = 0; i < 10; i++) {
            s3.instead("PUT", error(503, "SlowDown"));
        }

        assertThatThrownBy(() -> store.put("a", ByteBuffer.allocate(1), "image/tiff"))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("SlowDown");
        assertThat(s3.log).hasSize(4);
    }

    @Test
    void aBrokenConnectionIsReportedAtOnce() {
        s3.instead("GET", lost("connection reset"));

        assertThatThrownBy(() -> store.read("a"))
                .isInstanceOf(StoreUnavailableException.class)
                .hasCauseInstanceOf(IOException.class)
                .hasMessageContaining("http://s3.test:9000")
                .hasMessageContaining("tiles");
        assertThat(s3.log).hasSize(1);
    }

    @Test
    void noExceptionOfTheSdkLeavesThePackage() {
        s3.instead("DELETE", error(403, "AccessDenied"));

        assertThatThrownBy(() -> store.delete("a"))
                .isInstanceOf(StoreUnavailableException.class)
                .hasNoCause();
    }

    @Test
    void noThreadOfTheClientKeepsTheJvmFromEnding() {
        store.read("a");

        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("Ok"))
                .allMatch(Thread::isDaemon);
    }

    @Test
    void putSendsWhatLiesBetweenPositionAndLimit() {
        ByteBuffer content =
                ByteBuffer.wrap("-tile-".getBytes(UTF_8)).position(1).limit(5);

        store.put("a", content, "image/tiff");

        assertThat(s3.objects.get("a")).isEqualTo("tile".getBytes(UTF_8));
        assertThat(content.position()).isEqualTo(1);
    }

    @Test
    void putSendsItsContentAgainWhenItIsAskedTo() {
        byte[] tile = new byte[200_000];
        tile[199_999] = 7;
        s3.carriesOutBut("PUT", error(503, "SlowDown"));

        store.put("a", ByteBuffer.allocateDirect(tile.length).put(tile).flip(), "image/tiff");

        assertThat(s3.objects.get("a")).isEqualTo(tile);
        assertThat(s3.log).hasSize(2);
    }

    @Test
    void presigningAsksNobody() {
        URI url = store.presignPut("inputs/a b+c%/ü", Duration.ofMinutes(5));

        assertThat(s3.log).isEmpty();
        assertThat(url.toString())
                .startsWith("http://s3.test:9000/tiles/inputs/a%20b%2Bc%25/%C3%BC?")
                .contains("X-Amz-Expires=300");
    }

    @Test
    void hostsOfAwsAreSpokenToInVirtualHostedStyle() {
        StoreConfig config = TestingS3.CONFIG;
        StoreConfig aws = new StoreConfig(
                URI.create("https://s3.eu-central-1.amazonaws.com"),
                "eu-central-1",
                config.bucket(),
                config.accessKey(),
                config.secretKey(),
                config.connectTimeout(),
                config.timeout());
        try (S3TileStore store = new S3TileStore(aws)) {
            assertThat(store.presignGet("a", Duration.ofMinutes(5)))
                    .hasHost("tiles.s3.eu-central-1.amazonaws.com")
                    .hasPath("/a");
        }
    }
}
