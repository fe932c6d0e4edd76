package dev.tilefleet.standalone;

import dev.tilefleet.job.Job;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.Sha256;
import dev.tilefleet.job.Timings;
import dev.tilefleet.store.JobArchive;
import dev.tilefleet.store.ObjectKeys;
import dev.tilefleet.store.Register;
import dev.tilefleet.store.TileStore;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A job that ended in the store and of which the log does not tell: a worker died before it could, or has not come to
 * it yet.
 */
record FinishedJob(String path) {
    static final byte[] MASK = "no mask, but bytes".repeat(1_000).getBytes(java.nio.charset.StandardCharsets.UTF_8);

    /** Submitted to a fleet without workers. */
    static FinishedJob by(FleetInParts fleet) {
        String path = fleet.user()
                .submit(
                        FleetInParts.PROCESS,
                        PatternTile.of(10, (band, x, y) -> band + x + y).bytes());
        finish(fleet.store(), JobID.of(path.substring("/jobs/".length())));
        return new FinishedJob(path);
    }

    /** As a worker does it, but for telling. */
    static void finish(TileStore store, JobID id) {
        Job job = new JobArchive(store).find(id).orElseThrow();
        String attempt = ObjectKeys.random();
        String key = ObjectKeys.result(id, attempt);
        store.put(key, ByteBuffer.wrap(MASK), "application/x-npy");
        new Register(store)
                .decide(Outcome.of(
                        job,
                        Instant.now(),
                        new Outcome.Successful(new Outcome.Result(key, MASK.length, Sha256.of(MASK))),
                        Optional.of(
                                new Outcome.Execution(job.modelDigest(), "worker", attempt, new Timings(Map.of())))));
    }
}
