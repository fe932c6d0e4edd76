package dev.tilefleet.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tilefleet.job.Documents;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Sha256;
import dev.tilefleet.store.JobArchive;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What parts of two releases make of each other's work. {@code wire-1.0} holds documents and records byte for byte as the
 * release before wrote them.
 */
final class UpgradeIT {
    private static final String ID = "5d0f7a4e-3b51-4c8e-8a53-9f1d2c6b7e10";
    private static final String JOB = "/jobs/" + ID;
    private static final byte[] TILE =
            PatternTile.of(10, (band, x, y) -> 500 + 40 * band * x + y).bytes();

    @TempDir
    private Path data;

    private FleetSite site;

    @BeforeEach
    void start() {
        site = new FleetSite(data.resolve("s3"), data.resolve("kafka")).withTopics();
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void aJobThatTheReleaseBeforeQueuedIsDoneByThisOne() throws Exception {
        asked(golden("job.json"));
        append(site.kafka().topics().jobs(FleetSite.PROCESS), "job", golden("job.json"));

        FleetUser user = site.user();
        site.worker();

        assertThat(user.mask(JOB)).isNotNull();
        assertThat(user.status(JOB).path("created").asText()).isEqualTo("2026-11-01T12:00:00.123Z");
    }

    @Test
    void anOutcomeOfTheReleaseBeforeIsServedByThisOne() throws Exception {
        asked(golden("job.json"));
        put("outcomes/" + ID + ".json", golden("outcome.json"));
        put("results/" + ID + "/5c0ffee05c0ffee0/mask.npy", "mask".getBytes(UTF_8));
        append(site.kafka().topics().progress(), "progress", golden("progress.json"));
        append(site.kafka().topics().outcomes(), "outcome", golden("outcome.json"));

        FleetUser user = site.user();

        JsonNode info = user.status(JOB);
        assertThat(info.path("status").asText()).isEqualTo("successful");
        assertThat(info.path("worker").asText()).isEqualTo("worker-7");
        assertThat(info.path("timings").path("infer").asDouble()).isEqualTo(604.0);
        assertThat(user.get(JOB + "/results/mask.npy").body()).isEqualTo("mask".getBytes(UTF_8));
    }

    /** As an api that was upgraded before its workers would queue it. */
    @Test
    void aJobOfALaterMajorIsSetAsideAndTheJobsBehindItAreDone() throws Exception {
        byte[] later = new String(golden("job.json"), UTF_8)
                .replace("\"version\":\"1.0\"", "\"version\":\"2.0\"")
                .getBytes(UTF_8);
        asked(later);
        append(site.kafka().topics().jobs(FleetSite.PROCESS), "job", later);
        FleetUser user = site.user();
        String behind = user.submit(FleetSite.PROCESS.value(), TILE);

        site.worker();

        assertThat(user.mask(behind)).isNotNull();
        Shell.Ended letters = new Shell(site.environment(), data).tilefleet("dead-letters", "list");
        assertThat(letters.out()).contains(ID).contains("a job document of version \"2.0\"; this release reads 1.x");
        HttpResponse<byte[]> answer = user.get(JOB);
        assertThat(FleetUser.json(answer).path("type").asText()).endsWith("/problems/unreadable-record");
        assertThat(FleetUser.json(answer).path("detail").asText()).contains("version \"2.0\"");
        // Nobody of this release decides about what it cannot read; who can still may.
        assertThat(site.store().list("outcomes/" + ID)).isEmpty();
    }

    @Test
    void jobsThatWaitWhileTheirModelIsReplacedAreDoneByTheNewOneWhichTheySay() throws Exception {
        FleetUser before = site.user();
        String job = before.submit(FleetSite.PROCESS.value(), TILE);
        String asked = digestAsked(job);
        String replaced = replaceModel();

        site.worker();

        assertThat(before.mask(job)).isNotNull();
        assertThat(before.status(job).path("modelDigest").asText())
                .isEqualTo(replaced)
                .isNotEqualTo(asked);
        FleetUser after = site.user();
        assertThat(after.status(job).path("modelDigest").asText()).isEqualTo(replaced);
        String next = after.submit(FleetSite.PROCESS.value(), TILE);
        assertThat(digestAsked(next)).isEqualTo(replaced);
        assertThat(after.mask(next).differences(before.mask(job))).isZero();
    }

    private String digestAsked(String job) {
        JobID id = JobID.of(job.substring("/jobs/".length()));
        return new JobArchive(site.store()).find(id).orElseThrow().modelDigest().hex();
    }

    /** Parts that start from now on have another artifact, of the same numbers; gives its digest. */
    private String replaceModel() throws IOException {
        Path shipped = TestingTiles.repository().resolve("models/unet10");
        Path folder = Files.createDirectories(data.resolve("models/unet10"));
        byte[] artifact = withComment(Files.readAllBytes(shipped.resolve("model.pt")));
        Files.write(folder.resolve("model.pt"), artifact);
        String digest = Sha256.of(artifact).hex();
        Files.writeString(
                folder.resolve("item.json"),
                Files.readString(shipped.resolve("item.json"))
                        .replaceAll(
                                "\"file:checksum\": \"1220[0-9a-f]{64}\"", "\"file:checksum\": \"1220" + digest + '"')
                        .replaceAll("\"file:size\": \\d+", "\"file:size\": " + artifact.length));
        site.with("TILEFLEET_MODELS", data.resolve("models").toString());
        return digest;
    }

    /** A TorchScript file is a ZIP, at whose end there is room for a comment, the last two bytes being its length. */
    private static byte[] withComment(byte[] zip) {
        byte[] commented = Arrays.copyOf(zip, zip.length + 1);
        commented[zip.length - 2] = 1;
        commented[zip.length] = '2';
        return commented;
    }

    /** The tile and the document, as intake leaves them. */
    private void asked(byte[] job) {
        put(Documents.readJob(golden("job.json")).input().key(), TILE);
        put("jobs/" + ID + ".json", job);
    }

    private void put(String key, byte[] body) {
        site.store().put(key, ByteBuffer.wrap(body), "application/octet-stream");
    }

    private void append(String topic, String headers, byte[] value) throws Exception {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, 0, ID.getBytes(UTF_8), value);
        new String(golden(headers + ".headers"), UTF_8).lines().forEach(line -> {
            String[] parts = line.split(": ", 2);
            record.headers().add(parts[0], parts[1].getBytes(UTF_8));
        });
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", site.kafka().bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(record).get();
        }
    }

    private static byte[] golden(String name) {
        try (InputStream file = UpgradeIT.class.getResourceAsStream("wire-1.0/" + name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), UTF_8)
                    .stripTrailing()
                    .getBytes(UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
