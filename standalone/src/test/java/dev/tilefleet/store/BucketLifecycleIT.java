package dev.tilefleet.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.config.Secret;
import dev.tilefleet.standalone.embedded.EmbeddedStore;
import io.minio.GetBucketLifecycleArgs;
import io.minio.MinioClient;
import io.minio.SetBucketLifecycleArgs;
import io.minio.messages.Filter;
import io.minio.messages.LifecycleConfiguration;
import io.minio.messages.LifecycleConfiguration.Expiration;
import io.minio.messages.LifecycleConfiguration.Rule;
import io.minio.messages.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Lifecycle rules on the embedded store, which has none, and on the store that a person names. */
final class BucketLifecycleIT {
    private static final Retention RETENTION = new Retention(Duration.ofDays(30), Duration.ofDays(8));

    @TempDir
    private Path data;

    @Test
    void theEmbeddedStoreSaysThatItHasNone() {
        try (EmbeddedStore embedded = EmbeddedStore.start(data, 0, "access", new Secret("hidden"));
                S3TileStore store = new S3TileStore(TestingStore.config(embedded.endpoint(), "access", "hidden"))) {
            store.ensureBucket();

            BucketLifecycle.Result result = new BucketLifecycle(store).apply(RETENTION);

            assertThat(result)
                    .isInstanceOfSatisfying(
                            BucketLifecycle.Result.Unsupported.class,
                            unsupported -> assertThat(unsupported.answer()).contains("501", "NotImplemented"));
        }
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "TILEFLEET_IT_S3_ENDPOINT", matches = "http.*")
    void anotherStoreHasThemBesideThoseOfOthers() throws Exception {
        TestingStore testing = TestingStore.open(data);
        MinioClient sdk = testing.sdk();
        try {
            sdk.setBucketLifecycle(SetBucketLifecycleArgs.builder()
                    .bucket(testing.config.bucket())
                    .config(new LifecycleConfiguration(List.of(logs())))
                    .build());
            BucketLifecycle lifecycle = new BucketLifecycle(testing.store);

            lifecycle.apply(RETENTION);
            BucketLifecycle.Result again = lifecycle.apply(RETENTION);

            assertThat(again).isEqualTo(new BucketLifecycle.Result.Applied(1, List.of()));
            List<Rule> standing = sdk.getBucketLifecycle(GetBucketLifecycleArgs.builder()
                            .bucket(testing.config.bucket())
                            .build())
                    .rules();
            assertThat(standing).hasSize(RETENTION.rules().size() + 1);
            assertThat(standing)
                    .filteredOn(rule -> rule.id().equals("tilefleet-outcomes"))
                    .singleElement()
                    .satisfies(rule -> {
                        assertThat(rule.filter().prefix()).isEqualTo("outcomes/");
                        assertThat(rule.expiration().days()).isEqualTo(37);
                    });
        } finally {
            sdk.close();
            testing.close();
        }
    }

    private static Rule logs() {
        Expiration days = new Expiration((ZonedDateTime) null, 3, null, null);
        return new Rule(Status.ENABLED, null, days, new Filter("logs/"), "logs", null, null, null);
    }
}
