package dev.tilefleet.store;

import io.minio.Http;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;

/**
 * A bucket of any S3 store: MinIO, AWS, S3Proxy.
 *
 * <p>An answer that asks for patience (429, 5xx) is repeated a few times within a second or two; a connection that
 * breaks or a store that is silent is not, except by {@link #claim}, whose doubt has to be settled.
 */
public final class S3TileStore implements TileStore {
    private static final Backoff PASSING = new Backoff(4, Duration.ofMillis(100), Duration.ofSeconds(10));
    private static final Backoff DOUBT = new Backoff(6, Duration.ofMillis(50), Duration.ofSeconds(30));
    private static final Comparator<String> BYTES_OF_UTF8 =
            Comparator.comparing(key -> key.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    private final OkHttpClient http;
    private final S3Bucket bucket;
    private final Diagnosis diagnosis;
    private final Backoff passing;
    private final Backoff doubt;
    private final LongSupplier nanoTime;

    /** Makes no request. */
    public S3TileStore(StoreConfig config) {
        this(config, Connections.to(config), PASSING, DOUBT, System::nanoTime);
    }

    S3TileStore(StoreConfig config, OkHttpClient http, Backoff passing, Backoff doubt, LongSupplier nanoTime) {
        this.http = http;
        this.bucket = new S3Bucket(config, http);
        this.diagnosis = new Diagnosis(config.endpoint(), config.bucket());
        this.passing = passing;
        this.doubt = doubt;
        this.nanoTime = nanoTime;
    }

    /** Creates the bucket if it is not there. */
    public void ensureBucket() {
        if (perform("look for the bucket", bucket::exists)) {
            return;
        }
        perform("create the bucket", () -> {
            try {
                bucket.create();
            } catch (S3FailureException e) {
                // Another process of the fleet starts at the same time.
                if (!(e.failure() instanceof S3Failure.Refused(int _, String code, String _)
                        && code.equals("BucketAlreadyOwnedByYou"))) {
                    throw e;
                }
            }
            return null;
        });
    }

    @Override
    public byte[] claim(String key, byte[] body) {
        Retries retries = new Retries(doubt, nanoTime);
        while (true) {
            S3Failure open;
            try {
                Optional<S3Failure> refusal = tryClaim(key, body);
                if (refusal.isEmpty()) {
                    return body;
                }
                open = refusal.get();
                Optional<byte[]> standing = readOnce(key);
                if (standing.isPresent()) {
                    return standing.get();
                }
            } catch (S3FailureException e) {
                open = e.failure();
            }
            if (!open.leavesInDoubt() || !retries.again()) {
                throw diagnosis.of("claim " + key, open);
            }
        }
    }

    /** One conditional PUT as it is: nothing if it was this one that wrote the object, else why not, or why unknown. */
    Optional<S3Failure> tryClaim(String key, byte[] body) throws S3FailureException {
        try {
            bucket.putNew(key, body);
            return Optional.empty();
        } catch (S3FailureException e) {
            if (e.failure().leavesInDoubt()) {
                return Optional.of(e.failure());
            }
            throw e;
        }
    }

    @Override
    public Optional<byte[]> read(String key) {
        return perform("read " + key, () -> readOnce(key));
    }

    @Override
    public Optional<Content> open(String key) {
        return perform("open " + key, () -> openOnce(key));
    }

    @Override
    public void put(String key, ByteBuffer content, String mediaType) {
        perform("put " + key, () -> {
            bucket.put(key, content, MediaType.get(mediaType));
            return null;
        });
    }

    @Override
    public void delete(String key) {
        perform("delete " + key, () -> {
            bucket.delete(key);
            return null;
        });
    }

    @Override
    public List<String> list(String prefix) {
        // Sorted here: the order of the keys differs between stores beyond the Basic Multilingual Plane.
        return perform("list " + prefix, () -> bucket.list(prefix)).stream()
                .sorted(BYTES_OF_UTF8)
                .toList();
    }

    @Override
    public List<String> list(String prefix, String after, int most) {
        return perform("list " + prefix, () -> bucket.list(prefix, after, most));
    }

    @Override
    public URI presignPut(String key, Duration validity) {
        return bucket.presign(Http.Method.PUT, key, validity);
    }

    @Override
    public URI presignGet(String key, Duration validity) {
        return bucket.presign(Http.Method.GET, key, validity);
    }

    @Override
    public String bucketName() {
        return diagnosis.bucket();
    }

    @Override
    public boolean keepsVersions() {
        return perform("read the bucket's versioning, which needs s3:GetBucketVersioning", () -> {
            try {
                return bucket.versions().areKept();
            } catch (S3FailureException e) {
                if (e.failure().isNotImplemented()) {
                    return false;
                }
                throw e;
            }
        });
    }

    @Override
    public Optional<StoredObject> look(String key) {
        return perform("look at " + key, () -> {
            try {
                return Optional.of(bucket.versions().look(key));
            } catch (S3FailureException e) {
                if (e.failure().isNoSuchKey()) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    @Override
    public void walk(String prefix, boolean versions, Consumer<StoredObject> visitor) {
        try {
            bucket.versions().walk(prefix, versions, visitor);
        } catch (S3FailureException e) {
            // Not sent again: some of it has been shown.
            throw diagnosis.of("list " + prefix, e.failure());
        }
    }

    @Override
    public boolean copy(StoredObject source, String target) {
        return perform(
                "copy " + source.key() + " to " + target,
                () -> unlessStale(() -> bucket.versions().copy(source, target)));
    }

    @Override
    public boolean delete(StoredObject object) {
        return perform("delete a version of " + object.key(), () -> {
            try {
                return unlessStale(() -> bucket.versions().delete(object));
            } catch (S3FailureException e) {
                if (e.failure().isNotImplemented()) {
                    throw new UnsupportedOperationException(e.failure().toString(), e);
                }
                throw e;
            }
        });
    }

    private static boolean unlessStale(Step step) throws S3FailureException {
        try {
            step.take();
            return true;
        } catch (S3FailureException e) {
            if (e.failure().isStale()) {
                return false;
            }
            throw e;
        }
    }

    /** What is not of a single object. */
    S3Bucket bucket() {
        return bucket;
    }

    /** What this speaks to, for messages. */
    Diagnosis diagnosis() {
        return diagnosis;
    }

    @Override
    public void close() {
        Connections.close(http);
    }

    private Optional<byte[]> readOnce(String key) throws S3FailureException {
        Optional<Content> found = openOnce(key);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (Content content = found.get()) {
            byte[] bytes = new byte[Math.toIntExact(content.size())];
            int read = content.stream().readNBytes(bytes, 0, bytes.length);
            if (read < bytes.length) {
                throw new IOException("the object ended after %d of %d bytes".formatted(read, bytes.length));
            }
            return Optional.of(bytes);
        } catch (IOException e) {
            throw new S3FailureException(new S3Failure.Unanswered(e));
        }
    }

    private Optional<Content> openOnce(String key) throws S3FailureException {
        try {
            return Optional.of(bucket.get(key));
        } catch (S3FailureException e) {
            if (e.failure().isNoSuchKey()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private <T> T perform(String operation, Request<T> request) {
        Retries retries = new Retries(passing, nanoTime);
        while (true) {
            try {
                return request.send();
            } catch (S3FailureException e) {
                if (!e.failure().isPassing() || !retries.again()) {
                    throw diagnosis.of(operation, e.failure());
                }
            }
        }
    }

    /** One request that has no answer. */
    private interface Step {
        void take() throws S3FailureException;
    }

    /** One request, which may be sent again. */
    interface Request<T> {
        T send() throws S3FailureException;
    }
}
