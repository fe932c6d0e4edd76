package dev.tilefleet.store;

import io.minio.CopyObjectArgs;
import io.minio.GetBucketVersioningArgs;
import io.minio.ListObjectsArgs;
import io.minio.MinioAsyncClient;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.SourceObject;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import io.minio.messages.VersioningConfiguration;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What an {@link S3Bucket} is asked about versions: one request a call, no repetition, no judgement. */
final class VersionRequests {
    private final String bucket;
    private final MinioAsyncClient s3;

    VersionRequests(String bucket, MinioAsyncClient s3) {
        this.bucket = bucket;
        this.s3 = s3;
    }

    boolean areKept() throws S3FailureException {
        VersioningConfiguration versioning = S3Bucket.await(s3.getBucketVersioning(
                GetBucketVersioningArgs.builder().bucket(bucket).build()));
        return versioning.status() == VersioningConfiguration.Status.ENABLED;
    }

    StoredObject look(String key) throws S3FailureException {
        StatObjectResponse object = S3Bucket.await(s3.statObject(
                StatObjectArgs.builder().bucket(bucket).object(key).build()));
        return new StoredObject(
                key,
                ObjectVersion.of(object.etag(), object.versionId()),
                object.size(),
                object.lastModified().toInstant(),
                true);
    }

    void walk(String prefix, boolean versions, Consumer<StoredObject> visitor) throws S3FailureException {
        ListObjectsArgs all = ListObjectsArgs.builder()
                .bucket(bucket)
                .prefix(prefix)
                .recursive(true)
                .includeVersions(versions)
                .build();
        Iterator<Result<Item>> items = s3.listObjects(all).iterator();
        for (Optional<Item> item = next(items); item.isPresent(); item = next(items)) {
            if (!item.get().isDeleteMarker() && !item.get().isDir()) {
                visitor.accept(stored(item.get(), versions));
            }
        }
    }

    private static Optional<Item> next(Iterator<Result<Item>> items) throws S3FailureException {
        try {
            return items.hasNext() ? Optional.of(items.next().get()) : Optional.empty();
        } catch (MinioException | IllegalStateException e) {
            // This iterator wraps a broken connection in an unchecked exception.
            throw new S3FailureException(SdkFailures.of(e));
        }
    }

    private static StoredObject stored(Item item, boolean versions) {
        return new StoredObject(
                item.objectName(),
                ObjectVersion.of(item.etag(), versions ? item.versionId() : null),
                item.size(),
                item.lastModified().toInstant(),
                !versions || item.isLatest());
    }

    void copy(StoredObject source, String target) throws S3FailureException {
        SourceObject.Builder named = SourceObject.builder()
                .bucket(bucket)
                .object(source.key())
                .matchETag(source.version().eTag());
        source.version().id().ifPresent(named::versionId);
        // With the size told, the SDK does not ask for it first.
        SourceObject sized =
                new SourceObject(named.build(), source.size(), source.version().eTag());
        S3Bucket.await(s3.copyObject(CopyObjectArgs.builder()
                .bucket(bucket)
                .object(target)
                .source(sized)
                .build()));
    }

    void delete(StoredObject object) throws S3FailureException {
        RemoveObjectArgs.Builder remove =
                RemoveObjectArgs.builder().bucket(bucket).object(object.key());
        object.version()
                .id()
                .ifPresentOrElse(
                        remove::versionId,
                        () -> remove.extraHeaders(
                                Map.of("If-Match", "\"" + object.version().eTag() + "\"")));
        S3Bucket.await(s3.removeObject(remove.build()));
    }
}
