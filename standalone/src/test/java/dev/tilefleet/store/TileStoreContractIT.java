package dev.tilefleet.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.config.Secret;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What {@link TileStore} promises, asked of a real store; {@link TestingStore} says of which. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TileStoreContractIT {
    private static final Logger log = LoggerFactory.getLogger(TileStoreContractIT.class);

    private TestingStore testing;
    private S3TileStore store;
    private int cases;

    @BeforeAll
    void open(@TempDir Path data) {
        testing = store(data);
        store = testing.store;
    }

    /** Opens the store that is asked. */
    TestingStore store(Path data) {
        return TestingStore.open(data);
    }

    @AfterEach
    void count() {
        cases++;
    }

    @AfterAll
    void close() throws Exception {
        testing.close();
        log.atInfo()
                .addKeyValue("endpoint", testing.config.endpoint())
                .addKeyValue("cases", cases)
                .log("store contract asked");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "with space",
                "per%20cent%",
                "a+b",
                "ünï/cödé/雪",
                "emoji-🛰",
                "q?a=b&c#d",
                "(a)[b]{c}'d\"e!$,;:@=~^`|",
                "back\\slash",
            })
    void anyKeyNamesOneObject(String name) {
        String key = "odd/" + name;
        byte[] body = name.getBytes(UTF_8);

        store.put(key, ByteBuffer.wrap(body), "text/plain");

        assertThat(store.read(key)).hasValue(body);
        assertThat(store.list(key)).containsExactly(key);
        store.delete(key);
        assertThat(store.read(key)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5 << 20, 20 << 20})
    void anObjectOfAnySizeIsReadAsItWasPut(int size) throws IOException {
        byte[] body = new byte[size];
        new Random(1).nextBytes(body);

        store.put("size", ByteBuffer.allocateDirect(size).put(body).flip(), "image/tiff");

        try (TileStore.Content content = store.open("size").orElseThrow()) {
            assertThat(content.size()).isEqualTo(size);
            assertThat(content.stream().readAllBytes()).isEqualTo(body);
        }
        assertThat(store.read("size")).hasValue(body);
    }

    @Test
    void aPutReplacesWhatStood() {
        put("replaced", "first, and longer");
        put("replaced", "second");

        assertThat(store.read("replaced")).hasValue("second".getBytes(UTF_8));
    }

    @Test
    void whatNobodyWroteIsAbsent() {
        assertThat(store.read("absent")).isEmpty();
        assertThat(store.open("absent/too")).isEmpty();
        assertThat(store.list("absent")).isEmpty();
    }

    @Test
    void whatIsNotThereIsDeletedAlready() {
        assertThatCode(() -> store.delete("never/there")).doesNotThrowAnyException();
    }

    @Test
    void listsMoreThanAThousandKeysInTheOrderOfTheirBytes() {
        List<String> keys = new ArrayList<>(IntStream.range(0, 1100)
                .mapToObj(i -> "list/%d/%x".formatted(i % 7, i * 7919))
                .toList());
        keys.addAll(List.of("list/1-", "list/a b+c", "list/\uff21", "list/\ud83d\udef0", "list/é"));
        keys.parallelStream().forEach(key -> put(key, ""));
        put("lisu", "not under the prefix");

        List<String> listed = store.list("list/");

        keys.sort(Comparator.comparing(key -> key.getBytes(UTF_8), Arrays::compareUnsigned));
        assertThat(listed).isEqualTo(keys);
    }

    @Test
    void listsAPageBehindAKeyInTheOrderOfTheirBytes() {
        for (String name : List.of("c", "a", "b/1", "b/0", "d")) {
            put("page/" + name, "x");
        }
        put("pages", "x");

        assertThat(store.list("page/", "", 2)).containsExactly("page/a", "page/b/0");
        assertThat(store.list("page/", "page/b/0", 2)).containsExactly("page/b/1", "page/c");
        assertThat(store.list("page/", "page/c", 2)).containsExactly("page/d");
        assertThat(store.list("page/", "page/d", 2)).isEmpty();
    }

    @Test
    void aPrefixNeedNotEndWithASlash() {
        put("half/abc", "");
        put("half/abd", "");
        put("half/b", "");

        assertThat(store.list("half/ab")).containsExactly("half/abc", "half/abd");
    }

    @Test
    void aClaimStandsAgainstALaterOne() {
        byte[] first = "first".getBytes(UTF_8);

        assertThat(store.claim("claims/one", first)).isEqualTo(first);
        assertThat(store.claim("claims/one", "later".getBytes(UTF_8))).isEqualTo(first);
        assertThat(store.read("claims/one")).hasValue(first);
    }

    @Test
    void passesTheProbeAndKeepsNothingOfIt() {
        new StoreProbe(store).check();

        assertThat(store.list(ObjectKeys.PROBES)).isEmpty();
    }

    @Test
    void aBucketThatIsThereIsLeftAsItIs() {
        put("kept", "kept");

        store.ensureBucket();

        assertThat(store.read("kept")).isPresent();
    }

    @Test
    void aMissingBucketIsUnavailableAndSaysSo() {
        try (S3TileStore other =
                new S3TileStore(testing.but("tilefleet-it-none-" + ObjectKeys.random(), testing.config.secretKey()))) {
            assertThatThrownBy(() -> other.read("a"))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("NoSuchBucket");
            assertThatThrownBy(() -> other.put("a", ByteBuffer.allocate(1), "text/plain"))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("NoSuchBucket");
            assertThatThrownBy(() -> other.claim("a", new byte[1]))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("NoSuchBucket");
        }
    }

    @Test
    void wrongCredentialsAreUnavailableAndSaySo() {
        try (S3TileStore other = new S3TileStore(testing.but(testing.config.bucket(), new Secret("wrong-secret")))) {
            assertThatThrownBy(() -> other.read("a"))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("TILEFLEET_S3_SECRET_KEY");
            assertThatThrownBy(() -> other.put("a", ByteBuffer.allocate(1), "text/plain"))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("TILEFLEET_S3_SECRET_KEY");
            assertThatThrownBy(other::ensureBucket).isInstanceOf(StoreUnavailableException.class);
        }
    }

    @Test
    void aStoreThatIsDownIsUnavailableWithinSeconds() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0)) {
            port = taken.getLocalPort();
        }
        URI nobody = URI.create("http://127.0.0.1:" + port);
        try (S3TileStore down = new S3TileStore(TestingStore.config(nobody, "a", "b"))) {
            long begun = System.nanoTime();

            assertThatThrownBy(() -> down.read("a"))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("Is it running");
            assertThatThrownBy(() -> down.claim("a", new byte[1])).isInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(() -> down.list("a")).isInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(() -> new StoreProbe(down).check()).isInstanceOf(StoreUnavailableException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        }
    }

    private void put(String key, String body) {
        store.put(key, ByteBuffer.wrap(body.getBytes(UTF_8)), "text/plain");
    }
}
