package dev.tilefleet.store;

import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.Http;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioAsyncClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** One bucket, one request a call: no repetition, no judgement, failures as {@link S3Failure}. The SDK ends here. */
final class S3Bucket {
    /** A PUT of ours begins at once; what it leaves room for is a difference between the clocks. */
    private static final Duration OWN_PUT = Duration.ofMinutes(15);

    private final String name;
    private final OkHttpClient http;
    private final MinioAsyncClient s3;

    S3Bucket(StoreConfig config, OkHttpClient http) {
        this.name = config.bucket();
        this.http = http;
        this.s3 = MinioAsyncClient.builder()
                .endpoint(config.endpoint().toString())
                // Without it the SDK asks the store for the region before it signs anything.
                .region(config.region())
                .credentials(config.accessKey().reveal(), config.secretKey().reveal())
                .httpClient(http)
                .build();
    }

    boolean exists() throws S3FailureException {
        return await(s3.bucketExists(BucketExistsArgs.builder().bucket(name).build()));
    }

    void create() throws S3FailureException {
        await(s3.makeBucket(MakeBucketArgs.builder().bucket(name).build()));
    }

    /**
     * Writes a small object unless the key is taken. The condition is a signed header, so that nothing between here and
     * the store can drop it unnoticed; {@code headers()} of the SDK would drop it silently from a multipart upload.
     */
    void putNew(String key, byte[] body) throws S3FailureException {
        await(s3.putObject(PutObjectArgs.builder()
                .bucket(name)
                .object(key)
                .data(body, body.length)
                .contentType("application/json")
                .extraHeaders(Map.of("If-None-Match", "*"))
                .build()));
    }

    /**
     * Writes an object in one PUT to a URL presigned here. The SDK's own put copies the content, digests it twice
     * (CRC-32C and, without TLS, SHA-256) and cuts it into parts; who reads a tile or a mask checks its SHA-256 anyway.
     */
    void put(String key, ByteBuffer content, MediaType mediaType) throws S3FailureException {
        Request request = new Request.Builder()
                .url(presign(Http.Method.PUT, key, OWN_PUT).toString())
                .put(new BufferBody(content, mediaType))
                .build();
        try (Response response = http.newCall(request).execute()) {
            if (!response.isSuccessful()) {
                throw new S3FailureException(SdkFailures.read(response));
            }
        } catch (IOException e) {
            throw new S3FailureException(new S3Failure.Unanswered(e));
        }
    }

    TileStore.Content get(String key) throws S3FailureException {
        GetObjectResponse response = await(
                s3.getObject(GetObjectArgs.builder().bucket(name).object(key).build()));
        String length = response.headers().get("Content-Length");
        if (length == null) {
            SdkFailures.discard(response);
            throw new S3FailureException(new S3Failure.Garbled("an object without Content-Length"));
        }
        return new TileStore.Content(response, Long.parseLong(length));
    }

    void delete(String key) throws S3FailureException {
        await(s3.removeObject(
                RemoveObjectArgs.builder().bucket(name).object(key).build()));
    }

    /** In the order of the store, which may be any. */
    List<String> list(String prefix) throws S3FailureException {
        return keys(everything(prefix).build(), Long.MAX_VALUE);
    }

    /** One page of the store's, in its order. */
    List<String> list(String prefix, String after, int most) throws S3FailureException {
        ListObjectsArgs.Builder page = everything(prefix).maxKeys(most);
        return keys((after.isEmpty() ? page : page.startAfter(after)).build(), most);
    }

    private ListObjectsArgs.Builder everything(String prefix) {
        return ListObjectsArgs.builder().bucket(name).prefix(prefix).recursive(true);
    }

    private List<String> keys(ListObjectsArgs request, long most) throws S3FailureException {
        List<String> keys = new ArrayList<>();
        try {
            Iterator<Result<Item>> items = s3.listObjects(request).iterator();
            // In this order: to ask for more than there is on a page fetches the next one.
            while (keys.size() < most && items.hasNext()) {
                keys.add(items.next().get().objectName());
            }
        } catch (MinioException | IllegalStateException e) {
            // This iterator wraps a broken connection in an unchecked exception.
            throw new S3FailureException(SdkFailures.of(e));
        }
        return keys;
    }

    /** The lifecycle configuration, or nothing if the bucket has none. */
    Optional<String> lifecycle() throws S3FailureException {
        try {
            return Optional.of(await(new LifecycleClient(s3, name).get()));
        } catch (S3FailureException e) {
            if (e.failure() instanceof S3Failure.Refused(int _, String code, String _)
                    && code.equals("NoSuchLifecycleConfiguration")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    void setLifecycle(String xml) throws S3FailureException {
        await(new LifecycleClient(s3, name).put(xml));
    }

    URI presign(Http.Method method, String key, Duration validity) {
        try {
            return URI.create(s3.getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder()
                    .method(method)
                    .bucket(name)
                    .object(key)
                    .expiry(Math.toIntExact(validity.toSeconds()))
                    .build()));
        } catch (MinioException e) {
            throw new IllegalStateException("signing asks nobody", e);
        }
    }

    /** Versions of its objects. */
    VersionRequests versions() {
        return new VersionRequests(name, s3);
    }

    static <T> T await(CompletableFuture<T> answer) throws S3FailureException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new S3FailureException(SdkFailures.of(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var _ = answer.thenAccept(SdkFailures::discard);
            throw new S3FailureException(new S3Failure.Unanswered(new InterruptedIOException("interrupted")));
        }
    }
}
