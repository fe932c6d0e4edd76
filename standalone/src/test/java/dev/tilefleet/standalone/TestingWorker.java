package dev.tilefleet.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tilefleet.config.Settings;
import dev.tilefleet.job.Job;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.Progress;
import dev.tilefleet.job.Sha256;
import dev.tilefleet.job.Timings;
import dev.tilefleet.queue.FleetLog;
import dev.tilefleet.queue.KafkaConfig;
import dev.tilefleet.store.JobArchive;
import dev.tilefleet.store.ObjectKeys;
import dev.tilefleet.store.Register;
import dev.tilefleet.store.TileStore;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Ends jobs as a worker does, one step at a time; takes none from the queue and computes nothing. */
final class TestingWorker implements AutoCloseable {
    static final byte[] MASK = "mask".getBytes(UTF_8);

    private final TileStore store;
    private final FleetLog log;

    TestingWorker(FleetInParts fleet) {
        this.store = fleet.store();
        this.log = new FleetLog(KafkaConfig.from(new Settings(fleet.environment())), "tester");
    }

    /** Tells that it has taken the job, if anybody hears it. */
    void begin(JobID id) {
        Job job = new JobArchive(store).find(id).orElseThrow();
        log.hint(new Progress(id, job.process(), "tester", Instant.now()));
    }

    /** All steps. */
    Outcome finish(JobID job) {
        Outcome outcome = decide(job);
        log.append(outcome);
        return outcome;
    }

    /** A result in the store and at the register: how the job ended, which somebody may have decided before. */
    Outcome decide(JobID id) {
        Job job = new JobArchive(store).find(id).orElseThrow();
        String attempt = ObjectKeys.random();
        Outcome.Result result = new Outcome.Result(ObjectKeys.result(id, attempt), MASK.length, Sha256.of(MASK));
        store.put(result.key(), ByteBuffer.wrap(MASK), "application/x-npy");
        return new Register(store)
                .decide(Outcome.of(
                        job,
                        Instant.now(),
                        new Outcome.Successful(result),
                        Optional.of(
                                new Outcome.Execution(job.modelDigest(), "tester", attempt, new Timings(Map.of())))));
    }

    /** Tells the replicas once more, as a worker does that gets a job twice. */
    void repeat(Outcome outcome) {
        log.append(outcome);
    }

    @Override
    public void close() {
        log.close();
    }
}
