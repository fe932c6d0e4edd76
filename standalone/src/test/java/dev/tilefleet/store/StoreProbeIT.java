package dev.tilefleet.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Against real servers that fail as some stores do. */
class StoreProbeIT {
    @Test
    void refusesAStoreThatIgnoresTheCondition(@TempDir Path data) throws Exception {
        assertThatThrownBy(() -> probe(new IgnoringStore(new FilesystemNio2BlobStore(data.toString()))))
                .isInstanceOf(UnsuitableStoreException.class)
                .hasMessageContaining("If-None-Match")
                .hasMessageContaining("8 succeeded");
    }

    @Test
    void refusesAStoreThatLooksBeforeItWritesInsteadOfWhile(@TempDir Path data) throws Exception {
        assertThatThrownBy(() -> probe(new LookingStore(new FilesystemNio2BlobStore(data.toString()))))
                .isInstanceOf(UnsuitableStoreException.class)
                .hasMessageContaining("If-None-Match");
    }

    @Test
    void takesTheSameStoreLeftAsItIs(@TempDir Path data) throws Exception {
        probe(new FilesystemNio2BlobStore(data.toString()));

        assertThat(data).isDirectory();
    }

    private static void probe(BlobStore blobs) throws Exception {
        S3Proxy proxy = S3Proxy.builder()
                .blobStore(blobs)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, "access", "hidden")
                .stopTimeout(0)
                .build();
        proxy.start();
        URI endpoint = URI.create("http://127.0.0.1:" + proxy.getPort());
        try (S3TileStore store = new S3TileStore(TestingStore.config(endpoint, "access", "hidden"))) {
            store.ensureBucket();
            new StoreProbe(store).check();
        } finally {
            proxy.stop();
        }
    }

    /** Drops the condition. */
    private static class IgnoringStore extends ForwardingBlobStore {
        IgnoringStore(BlobStore blobs) {
            super(blobs);
        }

        @Override
        public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
            return super.putBlob(request.toBuilder().ifNoneMatch(null).build(), payload);
        }
    }

    /** Checks the condition, and then writes without it: right unless two come at once, which this one waits for. */
    private static final class LookingStore extends IgnoringStore {
        private final CountDownLatch looked = new CountDownLatch(2);

        LookingStore(BlobStore blobs) {
            super(blobs);
        }

        @Override
        public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
            if (blobExists(request.bucket(), request.key())) {
                return delegate().putBlob(request, payload);
            }
            looked.countDown();
            try {
                assertThat(looked.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return super.putBlob(request, payload);
        }
    }
}
