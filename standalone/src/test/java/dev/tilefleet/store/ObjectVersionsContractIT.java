package dev.tilefleet.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tilefleet.store.VersionProbe.Removal;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link ObjectVersions} promises, asked of a real store, with and without versions. */
class ObjectVersionsContractIT {
    @TempDir
    private Path data;

    private TestingStore testing;
    private S3TileStore store;

    @BeforeEach
    void open() {
        testing = TestingStore.open(data);
        store = testing.store;
    }

    @AfterEach
    void close() throws Exception {
        if (store.keepsVersions()) {
            removeVersions();
        }
        testing.close();
    }

    /** And the marks of deletions: either keeps a bucket from being removed. */
    private void removeVersions() throws Exception {
        String bucket = testing.config.bucket();
        MinioClient sdk = testing.sdk();
        try {
            for (Result<Item> version : sdk.listObjects(ListObjectsArgs.builder()
                    .bucket(bucket)
                    .recursive(true)
                    .includeVersions(true)
                    .build())) {
                sdk.removeObject(RemoveObjectArgs.builder()
                        .bucket(bucket)
                        .object(version.get().objectName())
                        .versionId(version.get().versionId())
                        .build());
            }
        } finally {
            sdk.close();
        }
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
                "(a)[b]{c}'d\"e!$,;:@=~^`|"
            })
    void anObjectOfAnyNameIsSeenAndCopied(String name) {
        StoredObject object = put("odd/" + name, "body of " + name);

        boolean copied = store.copy(object, "copies/" + name);

        assertThat(copied).isTrue();
        assertThat(store.read("copies/" + name)).hasValue(("body of " + name).getBytes(UTF_8));
        assertThat(walk("odd/", false)).singleElement().satisfies(listed -> {
            assertThat(listed.key()).isEqualTo(object.key());
            assertThat(listed.version()).isEqualTo(object.version());
            assertThat(listed.size()).isEqualTo(object.size());
            assertThat(listed.isCurrent()).isTrue();
        });
    }

    @Test
    void whatNobodyWroteIsNotSeen() {
        assertThat(store.look("absent")).isEmpty();
        assertThat(walk("absent/", false)).isEmpty();
    }

    @Test
    void anOverwrittenObjectIsNotCopied() {
        StoredObject first = put("source", "first");
        put("source", "second");

        boolean copied = store.copy(first, "target");

        assertThat(copied).isFalse();
        assertThat(store.read("target")).isEmpty();
    }

    @Test
    void aRemovedObjectIsNotCopied() {
        StoredObject object = put("source", "gone");
        store.delete("source");

        assertThat(store.copy(object, "target")).isFalse();
    }

    @Test
    void copiesCanBeReliedOn() {
        new VersionProbe(store).requireCopies();

        assertThat(store.list(ObjectKeys.PROBES)).isEmpty();
    }

    @Test
    void withoutVersionsAnObjectIsRemovedOnConditionOrNotAtAll() {
        Removal removal = new VersionProbe(store).removal();

        assertThat(removal).isNotEqualTo(Removal.BY_ID);
        assertThat(store.list(ObjectKeys.PROBES)).isEmpty();
        if (removal == Removal.BY_ETAG) {
            StoredObject first = put("key", "first");
            put("key", "second");
            assertThat(store.delete(first)).isFalse();
            assertThat(store.read("key")).hasValue("second".getBytes(UTF_8));
        }
    }

    @Test
    void withVersionsEachIsKnownCopiedAndRemovedByItsId(@TempDir Path folder) throws Exception {
        try (VersionedStore versioned = new VersionedStore(folder);
                S3TileStore other = new S3TileStore(versioned.config())) {
            assertVersions(other);
        }
    }

    /** Where these tests are run on another server than the embedded one. */
    @Test
    void soItIsInABucketOfThisStoreIfItCanKeepThem() throws Exception {
        try {
            VersionedStore.keepVersions(testing.config);
        } catch (MinioException e) {
            assumeTrue(false, "this store keeps no versions: " + e.getMessage());
        }
        assertVersions(store);
    }

    private static void assertVersions(S3TileStore store) {
        assertThat(store.keepsVersions()).isTrue();
        assertThat(new VersionProbe(store).removal()).isEqualTo(Removal.BY_ID);
        new VersionProbe(store).requireCopies();
        StoredObject first = put(store, "inbox/a b+c%20ü.tif", "first");
        StoredObject second = put(store, first.key(), "second");
        StoredObject again = put(store, first.key(), "second");

        assertThat(again.version().eTag()).isEqualTo(second.version().eTag());
        assertThat(again.version().text()).isNotEqualTo(second.version().text());
        assertThat(walk(store, "inbox/", true))
                .extracting(object -> object.version().text(), StoredObject::isCurrent)
                .containsExactlyInAnyOrder(
                        tuple(first.version().text(), false),
                        tuple(second.version().text(), false),
                        tuple(again.version().text(), true));
        assertThat(store.copy(first, "copy")).isTrue();
        assertThat(store.read("copy")).hasValue("first".getBytes(UTF_8));
        assertThat(store.delete(second)).isTrue();
        assertThat(store.copy(second, "copy")).isFalse();
        assertThat(store.delete(again)).isTrue();
        assertThat(store.read(first.key())).hasValue("first".getBytes(UTF_8));
    }

    private StoredObject put(String key, String body) {
        return put(store, key, body);
    }

    private static StoredObject put(S3TileStore store, String key, String body) {
        store.put(key, ByteBuffer.wrap(body.getBytes(UTF_8)), "text/plain");
        return store.look(key).orElseThrow();
    }

    private List<StoredObject> walk(String prefix, boolean versions) {
        return walk(store, prefix, versions);
    }

    private static List<StoredObject> walk(S3TileStore store, String prefix, boolean versions) {
        List<StoredObject> seen = new ArrayList<>();
        store.walk(prefix, versions, seen::add);
        return seen;
    }
}
