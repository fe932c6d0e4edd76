package dev.tilefleet.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fleet that comes back from a copy of its bucket, as docs/operations.md says. */
final class RestoreIT {
    @TempDir
    private Path data;

    private FleetSite site;
    private FleetSite restored;

    @BeforeEach
    void start() {
        site = new FleetSite(data.resolve("s3"), data.resolve("kafka")).withTopics();
    }

    @AfterEach
    void stop() {
        if (restored != null) {
            restored.close();
        }
        site.close();
    }

    @Test
    void aFleetThatLostItsBrokerGoesOnFromItsBucket() throws Exception {
        FleetUser before = site.user();
        String successful = submit(before, 500);
        Mask mask;
        try (AutoCloseable _ = site.worker()) {
            mask = before.mask(successful);
        }
        String dismissed = submit(before, 600);
        before.delete(dismissed);
        List<JsonNode> endings = List.of(before.status(successful), before.status(dismissed));
        List<String> waiting = List.of(submit(before, 700), submit(before, 800));

        restored = new FleetSite(data.resolve("s3-restored"), data.resolve("kafka-new"));
        restored.restore(site.store());
        Shell shell = new Shell(restored.environment(), data);
        assertThat(shell.tilefleet("topics", "apply").code()).isZero();
        Shell.Ended reconciled = shell.tilefleet("reconcile");
        FleetUser after = restored.user();
        restored.worker();

        assertThat(reconciled.out())
                .isEqualTo(
                        "jobs in the store 4: ended 2, queued again 2, expired 0, without a topic 0, unreadable 0\n");
        assertThat(waiting).allSatisfy(job -> assertThat(after.mask(job)).isNotNull());
        assertThat(Stream.of(successful, dismissed).map(after::status).map(RestoreIT::lasting))
                .isEqualTo(endings.stream().map(RestoreIT::lasting).toList());
        assertThat(after.mask(successful).differences(mask)).isZero();
        assertThat(restored.store().list("outcomes/")).hasSize(4);
        assertThat(shell.tilefleet("reconcile", "--dry-run").out()).contains("ended 4, to be queued again 0");
    }

    @Test
    void aJobThatTheBackupDoesNotKnowFailsAndHoldsUpNobody() throws Exception {
        FleetUser before = site.user();
        String known = submit(before, 500);
        restored = new FleetSite(data.resolve("s3-restored"), data.resolve("kafka-unused"));
        restored.restore(site.store());
        String unknown = submit(before, 600);
        String next = submit(before, 700);
        // Its record stands between the other two, and neither tile nor document of it.
        copy(next);

        restored.with("TILEFLEET_KAFKA_BOOTSTRAP_SERVERS", site.kafka().bootstrapServers());
        FleetUser after = restored.user();
        restored.worker();

        assertThat(after.mask(next)).isNotNull();
        assertThat(after.mask(known)).isNotNull();
        JsonNode lost = after.ended(unknown);
        assertThat(lost.path("status").asText()).isEqualTo("failed");
        assertThat(lost.path("problem").path("type").asText()).endsWith("/input-lost");
        assertThat(restored.store().list("outcomes/")).hasSize(3);
    }

    @Test
    void anOlderBucketBeginsAgainWithTopicsOfItsOwn() throws Exception {
        FleetUser before = site.user();
        String job = submit(before, 500);
        restored = new FleetSite(data.resolve("s3-restored"), data.resolve("kafka-unused"));
        restored.restore(site.store());
        try (AutoCloseable _ = site.worker()) {
            before.ended(job);
        }

        // The queue says that it ended, and where its mask is; the bucket knows neither.
        restored.with("TILEFLEET_KAFKA_BOOTSTRAP_SERVERS", site.kafka().bootstrapServers())
                .with("TILEFLEET_KAFKA_TOPIC_PREFIX", "tilefleet-2");
        Shell shell = new Shell(restored.environment(), data);
        assertThat(shell.tilefleet("topics", "apply").code()).isZero();
        assertThat(shell.tilefleet("reconcile").out()).contains("queued again 1");
        FleetUser after = restored.user();
        restored.worker();

        assertThat(after.mask(job)).isNotNull();
        assertThat(restored.store().list("outcomes/")).hasSize(1);
    }

    /** All objects of one job more, from the live bucket. */
    private void copy(String job) {
        String id = job.substring("/jobs/".length());
        for (String prefix : List.of("inputs/" + id, "jobs/" + id)) {
            for (String key : site.store().list(prefix)) {
                site.store()
                        .read(key)
                        .ifPresent(
                                body -> restored.store().put(key, ByteBuffer.wrap(body), "application/octet-stream"));
            }
        }
    }

    private static String submit(FleetUser user, int value) {
        return user.submit(FleetSite.PROCESS.value(), TileJourneyIT.tenBands(value));
    }

    /** What of a statusInfo must never change again: links name the port, which does. */
    private static List<String> lasting(JsonNode info) {
        return Stream.of("jobID", "status", "created", "finished", "timings", "worker", "modelDigest")
                .map(member -> info.path(member).toString())
                .toList();
    }
}
