package dev.tilefleet.standalone;

import static dev.tilefleet.standalone.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.config.Settings;
import dev.tilefleet.job.JobID;
import dev.tilefleet.queue.FleetLog;
import dev.tilefleet.store.ObjectKeys;
import dev.tilefleet.store.Register;
import dev.tilefleet.store.StoreConfig;
import dev.tilefleet.store.StoredObject;
import io.minio.MinioClient;
import io.minio.SetBucketVersioningArgs;
import io.minio.messages.VersioningConfiguration;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bucket that keeps versions, whose dropped files go once their masks are there; jobs are ended by hand. */
final class InboxRemovalIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String FILE = "inbox/unet10/tile.tif";
    private static final byte[] TILE =
            PatternTile.of(10, (band, x, y) -> band + x + y).bytes();

    @TempDir
    private Path data;

    private FleetSite site;
    private FleetLog log;

    @BeforeEach
    void start() throws Exception {
        site = new FleetSite(data.resolve("s3"), data.resolve("kafka"))
                .with("TILEFLEET_INBOX_AFTER", "delete")
                .with("TILEFLEET_INBOX_SWEEP", "200ms")
                .with("TILEFLEET_WEBHOOK_SWEEP", "200ms")
                .withTopics();
        keepVersions();
        site.user();
        log = new FleetLog(site.kafka(), "inbox-removal");
    }

    @AfterEach
    void stop() {
        log.close();
        site.close();
    }

    @Test
    void aFileGoesAndWhatItHadOverwrittenStaysUntaken() {
        drop("no tile".getBytes(UTF_8));
        eventually("the error", PATIENCE, () -> site.store().read("outbox/unet10/tile.error.json"));
        drop(TILE);
        JobID job = eventually("the job", PATIENCE, () -> site.store().list(ObjectKeys.JOBS).stream()
                .findFirst()
                .map(key -> JobID.of(key.substring(ObjectKeys.JOBS.length(), key.length() - ".json".length()))));

        FinishedJob.finish(site.store(), job);
        log.append(new Register(site.store()).find(job).orElseThrow());

        eventually("the mask", PATIENCE, () -> site.store().read("outbox/unet10/tile.npy"));
        StoredObject left = eventually("the version before", PATIENCE, () -> Optional.of(versions())
                        .filter(versions -> versions.size() == 1))
                .getFirst();
        awaitSweep();
        assertThat(site.store().read(left.key())).hasValue("no tile".getBytes(UTF_8));
        assertThat(site.store().read("outbox/unet10/tile.error.json")).isEmpty();
    }

    private void drop(byte[] body) {
        site.store().put(FILE, ByteBuffer.wrap(body), "image/tiff");
    }

    private List<StoredObject> versions() {
        List<StoredObject> versions = new ArrayList<>();
        site.store().walk(FILE, true, versions::add);
        return versions;
    }

    /** Another file is refused: whatever lay in the inbox before has been looked at since. */
    private void awaitSweep() {
        for (int sweep = 0; sweep < 2; sweep++) {
            String name = "unet10/other-" + sweep;
            site.store().put(ObjectKeys.INBOX + name, ByteBuffer.wrap("no tile".getBytes(UTF_8)), "image/tiff");
            eventually("a sweep", PATIENCE, () -> site.store().read("outbox/" + name + ".error.json"));
        }
    }

    private void keepVersions() throws Exception {
        StoreConfig config = StoreConfig.from(new Settings(site.environment()));
        try (MinioClient sdk = MinioClient.builder()
                .endpoint(config.endpoint().toString())
                .region(config.region())
                .credentials(config.accessKey().reveal(), config.secretKey().reveal())
                .build()) {
            sdk.setBucketVersioning(SetBucketVersioningArgs.builder()
                    .bucket(config.bucket())
                    .config(new VersioningConfiguration(VersioningConfiguration.Status.ENABLED, null, List.of(), null))
                    .build());
        }
    }
}
