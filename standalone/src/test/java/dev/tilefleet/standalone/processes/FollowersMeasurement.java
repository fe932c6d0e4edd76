package dev.tilefleet.standalone.processes;

import static dev.tilefleet.standalone.Eventually.eventually;

import dev.tilefleet.job.Job;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.queue.FleetLog;
import dev.tilefleet.standalone.Crowd;
import dev.tilefleet.store.JobArchive;
import dev.tilefleet.store.Register;
import dev.tilefleet.store.S3TileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What very many who wait cost a replica, and how soon they hear of the end. Measured, not judged. */
final class FollowersMeasurement {
    private static final int POLLS = Integer.getInteger("measure.polls", 10_000);
    private static final int STREAMS = Integer.getInteger("measure.streams", 1_000);
    private static final int JOBS = Integer.getInteger("measure.jobs", 200);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @Test
    void theyCostLittleAndHearSoon() throws Exception {
        try (ProcessFleet fleet = new ProcessFleet(folder, FleetPlan.of(1, 0))) {
            fleet.start();
            List<JobID> jobs = new ArrayList<>();
            byte[] tile = new TinyTile(1).bytes();
            for (int i = 0; i < JOBS; i++) {
                jobs.add(JobID.of(
                        fleet.user("api-1").submit(TinyTile.PROCESS, tile).substring("/jobs/".length())));
            }
            try (Crowd crowd = new Crowd(fleet.user("api-1").fleet())) {
                measure(fleet, jobs, crowd);
            }
        }
    }

    private static void measure(ProcessFleet fleet, List<JobID> jobs, Crowd crowd) throws Exception {
        say(fleet, "before");
        long begin = System.nanoTime();
        for (int i = 0; i < STREAMS; i++) {
            crowd.ask("/jobs/%s/events".formatted(jobs.get(i % JOBS)));
        }
        for (int i = 0; i < POLLS; i++) {
            crowd.ask("/jobs/" + jobs.get(i % JOBS), "Prefer: wait=60");
        }
        System.out.printf("asked in %d ms%n", millis(begin, System.nanoTime()));
        eventually(
                "all who wait",
                PATIENCE,
                () -> Optional.of(fleet.meter("api-1", "tilefleet_followers")).filter(sum -> sum == POLLS + STREAMS));
        say(fleet, "all wait");
        CompletableFuture<Map<JobID, Long>> told = CompletableFuture.supplyAsync(() -> end(fleet, jobs));
        crowd.await(member -> member.heard().contains("\"dismissed\""), PATIENCE);
        say(fleet, "all heard");
        report(jobs, crowd, told.join());
    }

    /** When the outcome of each was acknowledged by the broker. */
    private static Map<JobID, Long> end(ProcessFleet fleet, List<JobID> jobs) {
        long begin = System.nanoTime();
        Map<JobID, Long> told = new HashMap<>();
        try (S3TileStore store = fleet.store();
                FleetLog log = new FleetLog(fleet.kafka(), "tester")) {
            for (JobID id : jobs) {
                Job job = new JobArchive(store).find(id).orElseThrow();
                Outcome outcome = new Register(store)
                        .decide(Outcome.of(job, Instant.now(), new Outcome.Dismissed(), Optional.empty()));
                log.append(outcome);
                told.put(id, System.nanoTime());
            }
        }
        System.out.printf("%d jobs ended in %d ms%n", JOBS, millis(begin, System.nanoTime()));
        return told;
    }

    private static void report(List<JobID> jobs, Crowd crowd, Map<JobID, Long> told) {
        List<Long> latencies = new ArrayList<>();
        for (int i = 0; i < crowd.members().size(); i++) {
            JobID job = jobs.get((i < STREAMS ? i : i - STREAMS) % JOBS);
            latencies.add(millis(told.get(job), crowd.members().get(i).last()));
        }
        latencies.sort(null);
        System.out.printf(
                "from the acknowledged end to the answer: p50 %d ms, p99 %d ms, max %d ms%n",
                latencies.get(latencies.size() / 2), latencies.get(latencies.size() * 99 / 100), latencies.getLast());
    }

    private static void say(ProcessFleet fleet, String when) throws Exception {
        long pid = fleet.part("api-1").life().pid();
        String status = Files.readString(Path.of("/proc/%d/status".formatted(pid)));
        System.out.printf(
                Locale.ROOT,
                "%s: %s threads, heap %.0f MB, RSS %s, CPU %.1f s%n",
                when,
                value(status, "Threads:"),
                fleet.meter("api-1", "jvm_memory_used_bytes", "heap") / 1e6,
                value(status, "VmRSS:"),
                fleet.meter("api-1", "process_cpu_time_ns_total") / 1e9);
    }

    private static String value(String status, String name) {
        return status.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip())
                .findFirst()
                .orElseThrow();
    }

    private static long millis(long from, long to) {
        return Duration.ofNanos(to - from).toMillis();
    }
}
