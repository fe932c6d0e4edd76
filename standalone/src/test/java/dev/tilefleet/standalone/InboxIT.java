package dev.tilefleet.standalone;

import static dev.tilefleet.standalone.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.config.Settings;
import dev.tilefleet.job.Documents;
import dev.tilefleet.job.Job;
import dev.tilefleet.queue.KafkaConfig;
import dev.tilefleet.store.ObjectKeys;
import dev.tilefleet.store.TileStore;
import dev.tilefleet.store.UnsuitableStoreException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two replicas that look into one inbox; jobs are ended by hand. */
@Timeout(300)
final class InboxIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final byte[] TILE =
            PatternTile.of(10, (band, x, y) -> band + x + y).bytes();

    @TempDir
    private static Path data;

    private static FleetInParts fleet;
    private static FleetInParts.Replica second;
    private static TileStore store;
    private static TestingWorker worker;

    @BeforeAll
    static void start() throws InterruptedException {
        fleet = new FleetInParts(data, Map.of("TILEFLEET_INBOX_SWEEP", "300ms", "TILEFLEET_WEBHOOK_SWEEP", "300ms"));
        second = fleet.replica();
        store = fleet.store();
        worker = new TestingWorker(fleet);
    }

    @AfterAll
    static void stop() {
        worker.close();
        second.close();
        fleet.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "2026/11/with space", "per%20cent%", "a+b", "ünï/cödé 雪 🛰", "q?a=b&c#d"})
    void theMaskLiesBesideItsOutcome(String name) {
        drop(name + ".tif", TILE);

        Job job = job(name + ".tif");
        worker.finish(job.jobID());

        assertThat(outbox(name + ".npy")).isEqualTo(TestingWorker.MASK);
        assertThat(new String(outbox(name + ".json"), UTF_8))
                .contains(job.jobID().toString(), "successful");
        assertThat(store.read("outbox/unet10/" + name + ".error.json")).isEmpty();
        assertThat(fleet.user().status("/jobs/" + job.jobID()).path("status").asText())
                .isEqualTo("successful");
    }

    @Test
    void aFileThatEventsAndSweepsTellOfIsOneJob() throws Exception {
        try (KafkaProducer<byte[], byte[]> minio = producer()) {
            for (int file = 0; file < 10; file++) {
                drop("told/%d.tif".formatted(file), TILE);
                for (int times = 0; times < 3; times++) {
                    minio.send(event("inbox/unet10/told/%d.tif".formatted(file)))
                            .get();
                }
            }
            for (int file = 0; file < 10; file++) {
                job("told/%d.tif".formatted(file));
            }
            awaitSweeps("told");
        }

        for (int file = 0; file < 10; file++) {
            assertThat(jobs("told/%d.tif".formatted(file))).hasSize(1);
        }
        assertThat(store.list(ObjectKeys.OPEN_DROPS)).isEmpty();
    }

    @Test
    void anOverwrittenFileIsANewJobAndTheOutboxHasTheLater() {
        drop("again.tif", TILE);
        Job first = job("again.tif");
        byte[] other = TILE.clone();
        other[other.length - 1]++;
        drop("again.tif", other);
        Job later = eventually(
                "a second job",
                PATIENCE,
                () -> jobs("again.tif").stream()
                        .filter(job -> !job.jobID().equals(first.jobID()))
                        .findFirst());
        worker.finish(later.jobID());
        eventually("the later outcome", PATIENCE, () -> toldOf("again.json", later));

        worker.finish(first.jobID());

        String path = "/jobs/%s/deliveries".formatted(first.jobID());
        eventually(
                "the delivery of the first",
                PATIENCE,
                () -> Optional.of(FleetUser.text(fleet.user().get(path)))
                        .filter(answer -> answer.contains("\"delivered\"")));
        assertThat(toldOf("again.json", later)).isPresent();
        assertThat(jobs("again.tif")).hasSize(2);
    }

    @Test
    void whatIsNoTileIsToldOnce() {
        drop("bad.tif", "no tile".getBytes(UTF_8));
        String error = new String(outbox("bad.error.json"), UTF_8);

        store.delete("outbox/unet10/bad.error.json");
        awaitSweeps("bad");

        assertThat(error).contains("not-a-geotiff", "gdal_translate", "inbox/unet10/bad.tif");
        assertThat(store.read("outbox/unet10/bad.error.json")).isEmpty();
        assertThat(jobs("bad.tif")).isEmpty();
    }

    @Test
    void parametersAreReadBesideTheFile() {
        drop("side.tif.json", "{\"inputs\": {\"nothing\": 1}}".getBytes(UTF_8));
        drop("side.tif", TILE);

        assertThat(new String(outbox("side.error.json"), UTF_8)).contains("invalid-parameter", "nothing");
    }

    @Test
    void anUnknownProcessIsTold() {
        store.put("inbox/nobody/tile.tif", ByteBuffer.wrap(TILE), "image/tiff");

        byte[] error = eventually("the error", PATIENCE, () -> store.read("outbox/nobody/tile.error.json"));

        assertThat(new String(error, UTF_8)).contains("no-such-process", "unet10");
    }

    @Test
    void anApiThatShallDeleteUnsafelyDoesNotStart() {
        assertThatThrownBy(() -> fleet.replica(Map.of("TILEFLEET_INBOX_AFTER", "delete")))
                .isInstanceOf(UnsuitableStoreException.class)
                .hasMessageContaining("TILEFLEET_INBOX_AFTER=keep");
    }

    private static void drop(String name, byte[] body) {
        store.put("inbox/unet10/" + name, ByteBuffer.wrap(body), "image/tiff");
    }

    private static byte[] outbox(String name) {
        return eventually("outbox/unet10/" + name, PATIENCE, () -> store.read("outbox/unet10/" + name));
    }

    private static Optional<String> toldOf(String name, Job job) {
        return store.read("outbox/unet10/" + name)
                .map(bytes -> new String(bytes, UTF_8))
                .filter(document -> document.contains(job.jobID().toString()));
    }

    private static Job job(String name) {
        return eventually(
                "a job of " + name, PATIENCE, () -> jobs(name).stream().findFirst());
    }

    private static List<Job> jobs(String name) {
        String path = "inbox/unet10/" + name;
        return store.list(ObjectKeys.JOBS).stream()
                .map(store::read)
                .flatMap(Optional::stream)
                .map(Documents::readJob)
                .filter(job -> job.callbacks().stream()
                        .anyMatch(callback -> callback.uri().getPath().equals("/" + path)))
                .toList();
    }

    /** Two files that only sweeps tell of, one after the other: whoever swept before has swept again. */
    private static void awaitSweeps(String after) {
        for (int sweep = 0; sweep < 2; sweep++) {
            drop("swept-%s-%d.tif".formatted(after, sweep), TILE);
            job("swept-%s-%d.tif".formatted(after, sweep));
        }
    }

    private static KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka().bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static KafkaConfig kafka() {
        return KafkaConfig.from(new Settings(fleet.environment()));
    }

    private static ProducerRecord<byte[], byte[]> event(String key) {
        return new ProducerRecord<>(kafka().topics().bucketEvents(), """
                        {"EventName": "s3:ObjectCreated:Put", "Key": "tilefleet/%s",
                         "Records": [{"eventName": "s3:ObjectCreated:Put",
                           "s3": {"bucket": {"name": "tilefleet"}, "object": {"key": "%s"}}}]}""".formatted(key, URLEncoder.encode(key, UTF_8))
                .getBytes(UTF_8));
    }
}
