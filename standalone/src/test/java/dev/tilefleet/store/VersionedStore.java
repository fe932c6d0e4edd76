package dev.tilefleet.store;

import dev.tilefleet.config.Secret;
import dev.tilefleet.store.nio2blob.VersionedFiles;
import io.minio.MinioClient;
import io.minio.SetBucketVersioningArgs;
import io.minio.messages.VersioningConfiguration;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;

/** A real S3 server with one bucket that keeps versions, which the embedded store's cannot. */
public final class VersionedStore implements AutoCloseable {
    private final S3Proxy proxy;
    private final StoreConfig config;

    /** @param data an empty folder */
    public VersionedStore(Path data) throws Exception {
        this.proxy = S3Proxy.builder()
                .blobStore(new VersionedFiles(data))
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, "access", "hidden")
                .stopTimeout(0)
                .build();
        proxy.start();
        this.config = new StoreConfig(
                URI.create("http://127.0.0.1:" + proxy.getPort()),
                "us-east-1",
                "versions",
                new Secret("access"),
                new Secret("hidden"),
                Duration.ofSeconds(2),
                Duration.ofSeconds(10));
        try (S3TileStore store = new S3TileStore(config)) {
            store.ensureBucket();
        }
        keepVersions(config);
    }

    public StoreConfig config() {
        return config;
    }

    /** From now on this bucket keeps versions. */
    static void keepVersions(StoreConfig config) throws Exception {
        MinioClient sdk = MinioClient.builder()
                .endpoint(config.endpoint().toString())
                .region(config.region())
                .credentials(config.accessKey().reveal(), config.secretKey().reveal())
                .build();
        try {
            sdk.setBucketVersioning(SetBucketVersioningArgs.builder()
                    .bucket(config.bucket())
                    .config(new VersioningConfiguration(VersioningConfiguration.Status.ENABLED, null, List.of(), null))
                    .build());
        } finally {
            sdk.close();
        }
    }

    @Override
    public void close() {
        try {
            proxy.stop();
        } catch (Exception e) {
            throw new IllegalStateException("a store did not stop", e);
        }
    }
}
