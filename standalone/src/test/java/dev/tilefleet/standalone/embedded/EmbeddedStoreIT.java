package dev.tilefleet.standalone.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.config.Secret;
import dev.tilefleet.store.S3TileStore;
import dev.tilefleet.store.StoreConfig;
import dev.tilefleet.store.StoreUnavailableException;
import dev.tilefleet.store.TileStore;
import io.minio.CopyObjectArgs;
import io.minio.MinioClient;
import io.minio.SourceObject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStoreIT {
    private static final Secret SECRET = new Secret("hidden");

    @TempDir
    Path data;

    @Test
    void keepsObjectsOverARestart() {
        try (EmbeddedStore embedded = start();
                S3TileStore store = client(embedded.endpoint())) {
            put(store, "jobs/1.json", "asked");
        }

        try (EmbeddedStore embedded = start();
                S3TileStore store = client(embedded.endpoint())) {
            assertThat(store.read("jobs/1.json")).hasValue("asked".getBytes(UTF_8));
        }
    }

    @Test
    void killedInTheMidstOfAnUploadItKeepsWhatIsWholeAndNothingElse() throws Exception {
        try (TestingStoreProcess process = TestingStoreProcess.start(data)) {
            try (S3TileStore store = client(process.endpoint())) {
                put(store, "inputs/1/whole", "whole");
                store.claim("outcomes/1.json", "decided".getBytes(UTF_8));
                try (Socket _ = halfAnUpload(store.presignPut("inputs/1/half", Duration.ofMinutes(1)))) {
                    awaitFiles(4);
                    assertThat(store.list("inputs/")).containsExactly("inputs/1/whole");
                    assertThat(store.read("inputs/1/half")).isEmpty();
                    process.kill();
                }
            }
        }
        assertThat(files()).hasSize(4);

        try (EmbeddedStore embedded = start();
                S3TileStore store = client(embedded.endpoint())) {
            assertThat(store.list("")).containsExactly("inputs/1/whole", "outcomes/1.json");
            assertThat(store.read("inputs/1/whole")).hasValue("whole".getBytes(UTF_8));
            assertThat(store.claim("outcomes/1.json", "late".getBytes(UTF_8))).isEqualTo("decided".getBytes(UTF_8));
        }
        assertThat(files()).as("what was half uploaded is removed").hasSize(3);
    }

    @Test
    void anUploadThatBreaksOffLeavesNothing() throws Exception {
        try (EmbeddedStore embedded = start();
                S3TileStore store = client(embedded.endpoint())) {
            try (Socket _ = halfAnUpload(store.presignPut("inputs/1/half", Duration.ofMinutes(1)))) {
                awaitFiles(2);
            }
            awaitFiles(1);
            assertThat(store.list("")).isEmpty();
        }
    }

    @Test
    void foldersComeAndGoWithoutDisturbingWhoWritesIntoThem() {
        try (EmbeddedStore embedded = start();
                S3TileStore store = client(embedded.endpoint())) {
            List<CompletableFuture<Void>> writers = IntStream.range(0, 6)
                    .mapToObj(writer -> CompletableFuture.runAsync(
                            () -> IntStream.range(0, 100).forEach(round -> {
                                put(store, "a/b/c/" + writer, "x");
                                store.delete("a/b/c/" + writer);
                            }),
                            Thread::startVirtualThread))
                    .toList();

            assertThat(writers).allSatisfy(CompletableFuture::join);
            assertThat(store.list("")).isEmpty();
        }
    }

    @Test
    void copies() throws Exception {
        try (EmbeddedStore embedded = start();
                S3TileStore store = client(embedded.endpoint())) {
            MinioClient sdk = MinioClient.builder()
                    .endpoint(embedded.endpoint().toString())
                    .region("us-east-1")
                    .credentials("access", "hidden")
                    .build();
            put(store, "inbox/a b.tif", "tile");

            sdk.copyObject(CopyObjectArgs.builder()
                    .bucket("tilefleet")
                    .object("inputs/copy")
                    .source(SourceObject.builder()
                            .bucket("tilefleet")
                            .object("inbox/a b.tif")
                            .build())
                    .build());
            sdk.close();

            assertThat(store.read("inputs/copy")).hasValue("tile".getBytes(UTF_8));
        }
    }

    @Test
    void takesNoKeyThatLooksLikeAnUploadUnderWay() {
        try (EmbeddedStore embedded = start();
                S3TileStore store = client(embedded.endpoint())) {
            assertThatThrownBy(() -> put(store, "inbox/tile-" + UUID.randomUUID(), "x"))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("hyphen and a UUID");
            put(store, "inbox/tile-" + UUID.randomUUID() + ".tif", "x");
            assertThat(store.list("")).hasSize(1);
        }
    }

    @Test
    void twoStoresDoNotShareADirectory() {
        try (EmbeddedStore _ = start()) {
            assertThatThrownBy(this::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("another store runs in " + data);
        }
    }

    @Test
    void aPortThatIsTakenIsNamedAndTheDirectoryIsFreeAgain() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThatThrownBy(() -> EmbeddedStore.start(data, taken.getLocalPort(), "access", SECRET))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort());
        }

        try (EmbeddedStore embedded = start()) {
            assertThat(embedded.endpoint()).hasHost("127.0.0.1");
        }
    }

    @Test
    void refusesWhoeverLacksTheSecret() {
        try (EmbeddedStore embedded = start();
                S3TileStore store = new S3TileStore(config(embedded.endpoint(), new Secret("guessed")))) {
            assertThatThrownBy(() -> store.list("")).isInstanceOf(StoreUnavailableException.class);
        }
    }

    private EmbeddedStore start() {
        return EmbeddedStore.start(data, 0, "access", SECRET);
    }

    private static S3TileStore client(URI endpoint) {
        S3TileStore store = new S3TileStore(config(endpoint, SECRET));
        store.ensureBucket();
        return store;
    }

    private static StoreConfig config(URI endpoint, Secret secret) {
        return new StoreConfig(
                endpoint,
                "us-east-1",
                "tilefleet",
                new Secret("access"),
                secret,
                Duration.ofSeconds(2),
                Duration.ofSeconds(10));
    }

    private static void put(TileStore store, String key, String body) {
        store.put(key, ByteBuffer.wrap(body.getBytes(UTF_8)), "text/plain");
    }

    /** A request whose body stops half-way, on a connection that stays open. */
    private static Socket halfAnUpload(URI url) throws IOException {
        Socket socket = new Socket(url.getHost(), url.getPort());
        OutputStream out = socket.getOutputStream();
        out.write("PUT %s?%s HTTP/1.1\r\nHost: %s:%d\r\nContent-Length: 200000\r\n\r\n"
                .formatted(url.getRawPath(), url.getRawQuery(), url.getHost(), url.getPort())
                .getBytes(UTF_8));
        out.write(new byte[100_000]);
        out.flush();
        return socket;
    }

    /** Spins until so many files lie in the directory, the lock included. */
    private void awaitFiles(int count) throws IOException {
        long begun = System.nanoTime();
        while (files().size() != count && System.nanoTime() - begun < 10e9) {
            Thread.onSpinWait();
        }
        assertThat(files()).hasSize(count);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> tree = Files.walk(data)) {
            return tree.filter(Files::isRegularFile).toList();
        }
    }
}
