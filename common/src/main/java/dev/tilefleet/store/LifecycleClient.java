package dev.tilefleet.store;

import io.minio.GetBucketLifecycleArgs;
import io.minio.Http;
import io.minio.MinioAsyncClient;
import io.minio.errors.MinioException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import okhttp3.MediaType;
import okhttp3.Response;

/** Carries lifecycle configurations as they are, signed by the SDK; its own calls would read and write them anew. */
final class LifecycleClient extends MinioAsyncClient {
    private static final MediaType XML = MediaType.get("application/xml");

    private final String bucket;

    LifecycleClient(MinioAsyncClient client, String bucket) {
        super(client);
        this.bucket = bucket;
    }

    CompletableFuture<String> get() {
        return executeGetAsync(args(), null, parameters()).thenApply(LifecycleClient::text);
    }

    CompletableFuture<Void> put(String xml) {
        try {
            return executePutAsync(args(), null, parameters(), new Http.Body(xml, XML, null, null))
                    .thenAccept(Response::close);
        } catch (MinioException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private GetBucketLifecycleArgs args() {
        return GetBucketLifecycleArgs.builder().bucket(bucket).build();
    }

    private static Http.QueryParameters parameters() {
        return new Http.QueryParameters("lifecycle", "");
    }

    private static String text(Response response) {
        try (response) {
            return response.body().string();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
