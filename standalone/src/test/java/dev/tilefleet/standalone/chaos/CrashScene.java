package dev.tilefleet.standalone.chaos;

import static dev.tilefleet.standalone.Eventually.eventually;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.job.Job;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.job.Sha256;
import dev.tilefleet.queue.FleetLog;
import dev.tilefleet.standalone.FleetUser;
import dev.tilefleet.standalone.processes.FleetPlan;
import dev.tilefleet.standalone.processes.Message;
import dev.tilefleet.standalone.processes.Part;
import dev.tilefleet.standalone.processes.ProcessFleet;
import dev.tilefleet.standalone.processes.TinyTile;
import dev.tilefleet.standalone.processes.Verdict;
import dev.tilefleet.store.JobArchive;
import dev.tilefleet.store.ObjectKeys;
import dev.tilefleet.store.S3TileStore;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/** A fleet of two apis and two workers, what it promised so far, and the ways to strike it at a certain moment. */
final class CrashScene implements AutoCloseable {
    static final List<String> APIS = List.of("api-1", "api-2");
    static final List<String> WORKERS = List.of("worker-1", "worker-2");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ProcessFleet fleet;
    private final Promises promises = new Promises();
    private final Journal journal = new Journal();
    private final S3TileStore store;
    private final FleetLog log;
    private final Inspection inspection;
    private long tiles;

    CrashScene(Path folder) {
        FleetPlan plan = FleetPlan.of(APIS.size(), WORKERS.size())
                .with("TILEFLEET_S3_TIMEOUT", "5s")
                .withSession(Duration.ofSeconds(2));
        this.fleet = new ProcessFleet(folder, plan);
        fleet.start();
        this.store = fleet.store();
        this.log = new FleetLog(fleet.kafka(), "crash-point");
        this.inspection = new Inspection(fleet, promises, journal);
    }

    ProcessFleet fleet() {
        return fleet;
    }

    S3TileStore store() {
        return store;
    }

    FleetUser user(String api) {
        return fleet.user(api);
    }

    TinyTile newTile() {
        return new TinyTile(tiles++);
    }

    /** A job that this api must promise. */
    JobID submit(String api) {
        return trySubmit(api).orElseThrow();
    }

    /** A job, if this api promises it. */
    Optional<JobID> trySubmit(String api) {
        TinyTile tile = newTile();
        try {
            HttpResponse<byte[]> answer = user(api).send(TinyTile.PROCESS, tile.bytes());
            if (answer.statusCode() != 201) {
                journal.note(api + " answers " + FleetUser.text(answer));
                return Optional.empty();
            }
            JobID job = JobID.of(FleetUser.json(answer).path("jobID").asText());
            promises.add(new Promise(job, tile, api, Instant.now()));
            return Optional.of(job);
        } catch (UncheckedIOException e) {
            journal.note(api + ": " + e.getCause());
            return Optional.empty();
        }
    }

    /** Queues a job with so much time, as an api does. */
    JobID queue(Duration time) {
        TinyTile tile = newTile();
        byte[] bytes = tile.bytes();
        JobID id = JobID.random();
        String key = ObjectKeys.newInput(id);
        store.put(key, ByteBuffer.wrap(bytes), "image/tiff");
        MessageDigest digest = Sha256.running();
        digest.update(bytes);
        Sha256 sha256 = Sha256.finish(digest);
        Instant now = Instant.now();
        Job job = new JobArchive(store)
                .claim(new Job(
                        id,
                        new ProcessID(TinyTile.PROCESS),
                        "everybody",
                        new Job.Input(key, bytes.length, sha256, "image/tiff", Optional.empty()),
                        sha256,
                        now,
                        now.plus(time),
                        now.plus(Duration.ofDays(8)),
                        List.of(),
                        Map.of()));
        promises.overdue(id);
        promises.add(new Promise(id, tile, "the test", now));
        log.append(job);
        return id;
    }

    void dismissing(JobID job) {
        promises.dismissing(job);
    }

    /**
     * Strikes once, whichever of these clients comes to that point first: it is named when that is done, and its answer
     * is lost.
     */
    CompletableFuture<String> strike(List<String> clients, CrashPoint point, Victim victim) {
        CompletableFuture<String> struck = new CompletableFuture<>();
        Predicate<Message> first = once(point.write());
        for (String client : clients) {
            var _ = point.way(fleet, client).onAnswer(first, message -> {
                journal.note("%s: %s, strikes %s".formatted(client, message, victim));
                Part part = fleet.part(client);
                switch (victim) {
                    case NOBODY -> {}
                    case CLIENT -> part.kill();
                    case TARGET -> fleet.part(point.target()).kill();
                }
                struck.complete(client);
                return Verdict.DROP;
            });
        }
        return struck;
    }

    /** Loses the first such request of these clients; done when it is lost. */
    CompletableFuture<String> lose(List<String> clients, String target, Predicate<Message> which) {
        CompletableFuture<String> lost = new CompletableFuture<>();
        Predicate<Message> first = once(which);
        for (String client : clients) {
            var _ = new CrashPoint("", target, which).way(fleet, client).onRequest(first, message -> {
                journal.note("%s: %s is lost".formatted(client, message));
                lost.complete(client);
                return Verdict.DROP;
            });
        }
        return lost;
    }

    /** Holds the first such request of these clients until the latch opens; done when it is held. */
    CompletableFuture<String> hold(
            List<String> clients, String target, Predicate<Message> which, CountDownLatch release) {
        CompletableFuture<String> held = new CompletableFuture<>();
        Predicate<Message> first = once(which);
        for (String client : clients) {
            var _ = new CrashPoint("", target, which).way(fleet, client).onRequest(first, message -> {
                journal.note("%s: %s is held".formatted(client, message));
                held.complete(client);
                await(release);
                journal.note("%s: %s goes on".formatted(client, message));
                return Verdict.CARRY;
            });
        }
        return held;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE.toSeconds(), SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Predicate<Message> once(Predicate<Message> which) {
        AtomicBoolean taken = new AtomicBoolean();
        return message -> which.test(message) && taken.compareAndSet(false, true);
    }

    /** Whoever was killed is started again, as an orchestrator does. */
    void restore() {
        List<Part> killed =
                fleet.parts().stream().filter(part -> !part.isAlive()).toList();
        killed.forEach(Part::start);
        killed.forEach(Part::awaitReady);
    }

    static <T> T soon(String what, CompletableFuture<T> event) {
        return eventually(what, PATIENCE, () -> event.isDone() ? Optional.of(event.join()) : Optional.empty());
    }

    /** All invariants, over everything that ever was promised here. */
    void assertKept() {
        Evidence evidence = inspection.inspect();
        List<Violation> violations = Invariants.violations(evidence);
        if (!violations.isEmpty()) {
            new Findings(violations, promises, journal, inspection.records(), fleet.folder()).print();
        }
        assertThat(violations).isEmpty();
    }

    @Override
    public void close() {
        inspection.close();
        log.close();
        store.close();
        fleet.close();
    }
}
