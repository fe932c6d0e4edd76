package dev.tilefleet.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The bucket's configuration is the object without a name of {@link TestingS3}. */
class BucketLifecycleTest {
    private static final Retention RETENTION = new Retention(Duration.ofDays(30), Duration.ofDays(8));
    private static final String CONFIGURATION = "";

    private final TestingS3 s3 = new TestingS3();
    private final BucketLifecycle lifecycle = new BucketLifecycle(s3.store());

    @Test
    void setsTheRulesOnABucketThatHasNone() {
        s3.instead("GET", TestingS3.error(404, "NoSuchLifecycleConfiguration"));

        BucketLifecycle.Result result = lifecycle.apply(RETENTION);

        assertThat(result).isInstanceOf(BucketLifecycle.Result.Applied.class);
        assertThat(configuration())
                .contains("<ID>tilefleet-outcomes</ID><Filter><Prefix>outcomes/</Prefix></Filter>"
                        + "<Status>Enabled</Status><Expiration><Days>37</Days></Expiration>");
    }

    @Test
    void setsThemBesideThoseOfOthers() {
        stands(rule("logs", "logs/", 3));

        BucketLifecycle.Result result = lifecycle.apply(RETENTION);

        assertThat(result)
                .isInstanceOfSatisfying(
                        BucketLifecycle.Result.Applied.class,
                        applied -> assertThat(applied.others()).isEqualTo(1));
        assertThat(configuration()).contains(rule("logs", "logs/", 3)).contains("tilefleet-jobs");
    }

    @Test
    void saysWhichRuleOfOthersComesFirst() {
        stands(rule("cheap", "results/", 3));

        BucketLifecycle.Result result = lifecycle.apply(RETENTION);

        assertThat(result)
                .isInstanceOfSatisfying(
                        BucketLifecycle.Result.Applied.class,
                        applied -> assertThat(applied.earlier())
                                .containsExactly("rule \"cheap\" of the bucket removes objects under results/"
                                        + " after 3 days, Tilefleet keeps them 31"));
    }

    @Test
    void changesNothingWhereARuleOfOthersWouldRemoveOutcomes() {
        stands(rule("all", "", 14));
        String before = configuration();

        BucketLifecycle.Result result = lifecycle.apply(RETENTION);

        assertThat(result).isInstanceOf(BucketLifecycle.Result.Conflicting.class);
        assertThat(configuration()).isEqualTo(before);
    }

    @Test
    void planningChangesNothing() {
        stands(rule("logs", "logs/", 3));
        String before = configuration();

        BucketLifecycle.Result result = lifecycle.plan(RETENTION);

        assertThat(result).isInstanceOf(BucketLifecycle.Result.Applied.class);
        assertThat(configuration()).isEqualTo(before);
    }

    @Test
    void saysThatAStoreHasNoSuchRules() {
        s3.instead("GET", TestingS3.error(501, "NotImplemented"));

        BucketLifecycle.Result result = lifecycle.apply(RETENTION);

        assertThat(result)
                .isInstanceOfSatisfying(
                        BucketLifecycle.Result.Unsupported.class,
                        unsupported -> assertThat(unsupported.answer()).contains("501", "NotImplemented"));
    }

    @Test
    void seesThatAStoreDidNotKeepThem() {
        stands("");
        s3.instead("PUT", request -> TestingS3.response(request, 200, "application/xml", new byte[0]));

        BucketLifecycle.Result result = lifecycle.apply(RETENTION);

        assertThat(result).isInstanceOf(BucketLifecycle.Result.Dropped.class);
    }

    @Test
    void namesThePermissionThatIsMissing() {
        stands("");
        s3.instead("PUT", TestingS3.error(403, "AccessDenied"));

        assertThatThrownBy(() -> lifecycle.apply(RETENTION))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("s3:PutLifecycleConfiguration");
    }

    private void stands(String rules) {
        s3.objects.put(
                CONFIGURATION, ("<LifecycleConfiguration>" + rules + "</LifecycleConfiguration>").getBytes(UTF_8));
    }

    private String configuration() {
        return new String(s3.objects.get(CONFIGURATION), UTF_8);
    }

    private static String rule(String id, String prefix, int days) {
        return ("<Rule><ID>%s</ID><Filter><Prefix>%s</Prefix></Filter><Status>Enabled</Status>"
                        + "<Expiration><Days>%d</Days></Expiration></Rule>")
                .formatted(id, prefix, days);
    }
}
