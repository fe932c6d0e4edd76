package dev.tilefleet.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One of each document, and what is kept of them as files. */
final class TestingDocuments {
    static final JobID ID = JobID.of("0b9f4f3e-6a3c-4f0e-9d5a-2f1c7e8b9a10");
    static final ProcessID PROCESS = new ProcessID("cloud-mask");
    static final Sha256 MODEL = Sha256.of("model".getBytes(UTF_8));
    static final List<Callback> CALLBACKS = List.of(
            new Callback("ended", URI.create("https://example.com/hooks/tiles?source=tilefleet")),
            new Callback("failed", URI.create("https://example.com/failed")));
    static final Job JOB = new Job(
            ID,
            PROCESS,
            "alice",
            new Job.Input(
                    "inputs/0b9f4f3e-6a3c-4f0e-9d5a-2f1c7e8b9a10/5c0ffee5c0ffee00",
                    3_145_920,
                    Sha256.of("tile".getBytes(UTF_8)),
                    "image/tiff",
                    Optional.of("São Miguel.tif")),
            MODEL,
            Instant.parse("2026-11-01T12:00:00.123456Z"),
            Instant.parse("2026-11-02T12:00:00Z"),
            Instant.parse("2026-11-08T12:00:00Z"),
            CALLBACKS,
            Map.of(
                    "offset", JsonNodeFactory.instance.numberNode(-1000),
                    "classes", JsonNodeFactory.instance.arrayNode().add("cloud").add("cloud-shadow"),
                    "threshold", JsonNodeFactory.instance.numberNode(0.5)),
            Optional.of(new ResultsForm(ResultsForm.Response.RAW, ResultsForm.TransmissionMode.VALUE)));
    /** As version 1.0 knew it. */
    static final Job JOB_OF_OLD = new Job(
            JOB.jobID(),
            JOB.process(),
            JOB.owner(),
            JOB.input(),
            JOB.modelDigest(),
            JOB.submitted(),
            JOB.deadline(),
            JOB.expires(),
            JOB.callbacks(),
            JOB.parameters());

    static final Job JOB_MINIMAL = new Job(
            ID,
            PROCESS,
            "anonymous",
            new Job.Input("inputs/a/b", 0, Sha256.of(new byte[0]), "application/octet-stream", Optional.empty()),
            MODEL,
            Instant.parse("2026-11-01T12:00:00Z"),
            Instant.parse("2026-11-02T12:00:00Z"),
            Instant.parse("2026-11-08T12:00:00Z"),
            List.of(),
            Map.of());
    static final Outcome SUCCESSFUL = Outcome.of(
            JOB,
            Instant.parse("2026-11-01T12:00:02.5Z"),
            new Outcome.Successful(new Outcome.Result(
                    "results/0b9f4f3e-6a3c-4f0e-9d5a-2f1c7e8b9a10/00c0ffee00c0ffee/mask.npy",
                    262_272,
                    Sha256.of("mask".getBytes(UTF_8)))),
            Optional.of(new Outcome.Execution(
                    MODEL,
                    "worker-7",
                    "00c0ffee00c0ffee",
                    new Timings(Map.of(
                            Timings.Stage.QUEUED, Duration.ofSeconds(1),
                            Timings.Stage.FETCH, Duration.ofMillis(12),
                            Timings.Stage.DECODE, Duration.ofNanos(13_250_000),
                            Timings.Stage.INFER, Duration.ofMillis(604),
                            Timings.Stage.ENCODE, Duration.ofNanos(71_000),
                            Timings.Stage.STORE, Duration.ofMillis(9))))));
    static final Outcome FAILED = Outcome.of(
            JOB,
            Instant.parse("2026-11-01T12:00:01Z"),
            new Outcome.Failed(new Problem(
                    ProblemType.TOO_FEW_BANDS,
                    "The tile has 3 bands, cloud-mask takes 6. Send all six Sentinel-2 bands.")),
            Optional.of(new Outcome.Execution(
                    MODEL,
                    "worker-7",
                    "00c0ffee00c0ffee",
                    new Timings(Map.of(Timings.Stage.QUEUED, Duration.ofMillis(1))))));
    static final Outcome DISMISSED =
            Outcome.of(JOB_MINIMAL, Instant.parse("2026-11-01T12:00:01Z"), new Outcome.Dismissed(), Optional.empty());
    static final Progress PROGRESS =
            new Progress(ID, PROCESS, "worker-7", Instant.parse("2026-11-01T12:00:01.000001Z"));
    static final Tombstone TOMBSTONE = Tombstone.of(JOB, Instant.parse("2026-11-03T12:00:00.5Z"));
    static final Delivery DELIVERY = Delivery.of(
                    SUCCESSFUL,
                    CALLBACKS.getFirst(),
                    3,
                    Instant.parse("2026-11-01T12:00:02.6Z"),
                    Instant.parse("2026-11-01T12:00:00Z"))
            .failed(
                    new Delivery.Attempt(Instant.parse("2026-11-01T12:00:03Z"), Optional.of(503), Optional.empty()),
                    Instant.parse("2026-11-01T12:02:00Z"));
    static final KeyClaim KEY = new KeyClaim("alice", ID, Instant.parse("2026-11-01T12:00:00.123456Z"));

    /** Every document above as it is written now, by the name of its file in the resources and of its schema. */
    static final Map<String, byte[]> WRITTEN = Map.of(
            "job", Documents.write(JOB),
            "job-minimal", Documents.write(JOB_MINIMAL),
            "outcome-successful", Documents.write(SUCCESSFUL),
            "outcome-failed", Documents.write(FAILED),
            "outcome-dismissed", Documents.write(DISMISSED),
            "progress", Documents.write(PROGRESS),
            "tombstone", Documents.write(TOMBSTONE),
            "delivery", Documents.write(DELIVERY),
            "key", Documents.write(KEY));

    private TestingDocuments() {}

    /** The bytes of a document as this version writes it, or another did: {@code 1.0/job}. */
    static byte[] golden(String name) {
        try (var file = TestingDocuments.class.getResourceAsStream(name + ".json")) {
            String text = new String(Objects.requireNonNull(file, name).readAllBytes(), UTF_8);
            return text.stripTrailing().getBytes(UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A page below {@code docs}. */
    static String page(String name) {
        try {
            return Files.readString(
                    Path.of(System.getProperty("basedir", "."), "..", "docs").resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
