package dev.tilefleet.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way an upload takes through the api: into a presigned URL as it comes, unsigned, its length known. */
class StreamedPutIT {
    @Test
    void aVertxClientStreamsIntoAPresignedUrl(@TempDir Path data, @TempDir Path files) throws Exception {
        byte[] tile = new byte[5 << 20];
        new Random(2).nextBytes(tile);
        Path file = Files.write(files.resolve("tile.tif"), tile);
        TestingStore testing = TestingStore.open(data);
        URI url = testing.store.presignPut("inputs/1/a", Duration.ofMinutes(1));
        Vertx vertx = Vertx.vertx();
        // Held to the end: a client that nothing refers to is closed by the garbage collector.
        HttpClient http = vertx.createHttpClient();

        int status = http.request(new RequestOptions().setMethod(HttpMethod.PUT).setAbsoluteURI(url.toString()))
                .compose(request -> vertx.fileSystem()
                        .open(file.toString(), new OpenOptions().setRead(true))
                        .compose(stream -> {
                            request.putHeader("Content-Length", String.valueOf(tile.length));
                            return request.send(stream);
                        }))
                .compose(response -> response.body().map((Buffer _) -> response.statusCode()))
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);

        assertThat(status).isEqualTo(200);
        assertThat(testing.store.read("inputs/1/a")).hasValue(tile);
        http.close().await(10, TimeUnit.SECONDS);
        vertx.close().await(10, TimeUnit.SECONDS);
        testing.close();
    }
}
