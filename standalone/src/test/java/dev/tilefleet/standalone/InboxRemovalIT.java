package dev.tilefleet.standalone;

import static dev.tilefleet.standalone.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.job.JobID;
import dev.tilefleet.queue.FleetLog;
import dev.tilefleet.store.ObjectKeys;
import dev.tilefleet.store.Register;
import dev.tilefleet.store.S3TileStore;
import dev.tilefleet.store.StoredObject;
import dev.tilefleet.store.VersionedStore;
import java.nio.ByteBuffer;
import java.nio.file.Files;
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

    private VersionedStore versioned;
    private S3TileStore store;
    private FleetSite site;
    private FleetLog log;

    @BeforeEach
    void start() throws Exception {
        versioned = new VersionedStore(Files.createDirectory(data.resolve("versions")));
        store = new S3TileStore(versioned.config());
        site = new FleetSite(data.resolve("s3"), data.resolve("kafka"))
                .with("TILEFLEET_S3_ENDPOINT", versioned.config().endpoint().toString())
                .with("TILEFLEET_S3_BUCKET", versioned.config().bucket())
                .with("TILEFLEET_S3_ACCESS_KEY", versioned.config().accessKey().reveal())
                .with("TILEFLEET_S3_SECRET_KEY", versioned.config().secretKey().reveal())
                .with("TILEFLEET_INBOX_AFTER", "delete")
                .with("TILEFLEET_INBOX_SWEEP", "200ms")
                .with("TILEFLEET_WEBHOOK_SWEEP", "200ms")
                .withTopics();
        site.user();
        log = new FleetLog(site.kafka(), "inbox-removal");
    }

    @AfterEach
    void stop() {
        log.close();
        site.close();
        store.close();
        versioned.close();
    }

    @Test
    void aFileGoesAndWhatItHadOverwrittenStaysUntaken() {
        drop("no tile".getBytes(UTF_8));
        eventually("the error", PATIENCE, () -> store.read("outbox/unet10/tile.error.json"));
        drop(TILE);
        JobID job = eventually(
                "the job",
                PATIENCE,
                () -> store.list(ObjectKeys.JOBS).stream()
                        .findFirst()
                        .map(key ->
                                JobID.of(key.substring(ObjectKeys.JOBS.length(), key.length() - ".json".length()))));

        FinishedJob.finish(store, job);
        log.append(new Register(store).find(job).orElseThrow());

        eventually("the mask", PATIENCE, () -> store.read("outbox/unet10/tile.npy"));
        StoredObject left = eventually(
                        "the version before",
                        PATIENCE,
                        () -> Optional.of(versions()).filter(versions -> versions.size() == 1))
                .getFirst();
        awaitSweep();
        assertThat(store.read(left.key())).hasValue("no tile".getBytes(UTF_8));
        assertThat(store.read("outbox/unet10/tile.error.json")).isEmpty();
    }

    private void drop(byte[] body) {
        store.put(FILE, ByteBuffer.wrap(body), "image/tiff");
    }

    private List<StoredObject> versions() {
        List<StoredObject> versions = new ArrayList<>();
        store.walk(FILE, true, versions::add);
        return versions;
    }

    /** Another file is refused: whatever lay in the inbox before has been looked at since. */
    private void awaitSweep() {
        for (int sweep = 0; sweep < 2; sweep++) {
            String name = "unet10/other-" + sweep;
            store.put(ObjectKeys.INBOX + name, ByteBuffer.wrap("no tile".getBytes(UTF_8)), "image/tiff");
            eventually("a sweep", PATIENCE, () -> store.read("outbox/" + name + ".error.json"));
        }
    }
}
