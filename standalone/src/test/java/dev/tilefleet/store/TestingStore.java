package dev.tilefleet.store;

import dev.tilefleet.config.Secret;
import dev.tilefleet.standalone.embedded.EmbeddedStore;
import io.minio.MinioClient;
import io.minio.RemoveBucketArgs;
import io.minio.errors.MinioException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A real store for one test class, with a bucket of its own that goes with it: the embedded one, or that of {@code
 * TILEFLEET_IT_S3_ENDPOINT}, {@code _ACCESS_KEY} and {@code _SECRET_KEY}.
 */
final class TestingStore {
    final StoreConfig config;
    final S3TileStore store;
    private final Optional<EmbeddedStore> embedded;

    private TestingStore(Optional<EmbeddedStore> embedded, StoreConfig config) {
        this.embedded = embedded;
        this.config = config;
        this.store = new S3TileStore(config);
        store.ensureBucket();
    }

    static TestingStore open(Path data) {
        Optional<String> endpoint = environment("ENDPOINT");
        if (endpoint.isPresent()) {
            return at(
                    URI.create(endpoint.get()),
                    environment("ACCESS_KEY").orElseThrow(),
                    environment("SECRET_KEY").orElseThrow());
        }
        EmbeddedStore embedded = EmbeddedStore.start(data, 0, "access", new Secret("hidden"));
        return new TestingStore(Optional.of(embedded), config(embedded.endpoint(), "access", "hidden"));
    }

    /** A bucket in a store that runs already. */
    static TestingStore at(URI endpoint, String accessKey, String secretKey) {
        return new TestingStore(Optional.empty(), config(endpoint, accessKey, secretKey));
    }

    static StoreConfig config(URI endpoint, String accessKey, String secretKey) {
        return new StoreConfig(
                endpoint,
                "us-east-1",
                "tilefleet-it-" + ObjectKeys.random(),
                new Secret(accessKey),
                new Secret(secretKey),
                Duration.ofSeconds(2),
                Duration.ofSeconds(10));
    }

    /** The same store, another bucket or key. */
    StoreConfig but(String bucket, Secret secretKey) {
        return new StoreConfig(
                config.endpoint(),
                config.region(),
                bucket,
                config.accessKey(),
                secretKey,
                config.connectTimeout(),
                config.timeout());
    }

    /** The SDK, for what a {@link TileStore} does not do. */
    MinioClient sdk() {
        return MinioClient.builder()
                .endpoint(config.endpoint().toString())
                .region(config.region())
                .credentials(config.accessKey().reveal(), config.secretKey().reveal())
                .build();
    }

    void close() throws Exception {
        store.list("").forEach(store::delete);
        MinioClient sdk = sdk();
        try {
            sdk.removeBucket(RemoveBucketArgs.builder().bucket(config.bucket()).build());
        } catch (MinioException e) {
            throw new IllegalStateException("bucket left behind: " + config.bucket(), e);
        } finally {
            sdk.close();
        }
        store.close();
        embedded.ifPresent(EmbeddedStore::close);
    }

    @SuppressWarnings("checkstyle:RegexpSinglelineJava")
    private static Optional<String> environment(String name) {
        return Optional.ofNullable(System.getenv("TILEFLEET_IT_S3_" + name));
    }
}
