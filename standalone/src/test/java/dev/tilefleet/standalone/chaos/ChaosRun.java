package dev.tilefleet.standalone.chaos;

import dev.tilefleet.standalone.processes.FleetPlan;
import dev.tilefleet.standalone.processes.ProcessFleet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Clients and havoc at once, then peace, then the inspection. */
final class ChaosRun {
    private static final Duration SESSION = Duration.ofSeconds(4);
    private static final Duration PAUSE = Duration.ofMillis(1_300);

    private final Path folder;
    private final long seed;
    private final int jobs;
    private final int rounds;
    private final double pace;
    private final int tileMillis;

    /**
     * @param jobs at least
     * @param rounds of havoc; 0 goes on until all jobs are promised
     * @param pace jobs a second, at most
     * @param tileMillis what the inference of a tile takes at most
     */
    ChaosRun(Path folder, long seed, int jobs, int rounds, double pace, int tileMillis) {
        this.folder = folder;
        this.seed = seed;
        this.jobs = jobs;
        this.rounds = rounds;
        this.pace = pace;
        this.tileMillis = tileMillis;
    }

    /** What was found wrong, after it was printed. */
    List<Violation> run() throws InterruptedException {
        long begin = System.nanoTime();
        System.out.printf("chaos: -Dtilefleet.chaos.seed=%d, %d jobs at least%n", seed, jobs);
        Promises promises = new Promises();
        Journal journal = new Journal();
        FleetPlan plan = FleetPlan.of(2, 2)
                .with("TILEFLEET_S3_TIMEOUT", "5s")
                .with(SlowWorker.MOST_MILLIS, Integer.toString(tileMillis))
                .withWorkers(SlowWorker.class)
                .withSession(SESSION);
        try (ProcessFleet fleet = new ProcessFleet(folder, plan);
                Supervisor supervisor = new Supervisor(fleet, journal)) {
            fleet.start();
            supervisor.start();
            try (Havoc havoc = new Havoc(fleet, supervisor, promises, journal, seed);
                    Clients clients = new Clients(Inspection.apis(fleet), promises, journal, seed, jobs, pace)) {
                rage(havoc, clients);
                supervisor.awaitReady();
                clients.await(Duration.ofMinutes(5));
                havoc.repeat(5);
                return inspected(fleet, promises, journal, havoc, clients, begin);
            }
        } catch (RuntimeException | Error e) {
            journal.entries().forEach(entry -> System.out.println("  " + entry.at() + " " + entry.text()));
            throw e;
        }
    }

    private void rage(Havoc havoc, Clients clients) throws InterruptedException {
        Schedule schedule =
                new Schedule(seed, List.of("api-1", "api-2"), List.of("worker-1", "worker-2"), PAUSE, SESSION);
        clients.start();
        if (rounds == 0) {
            clients.enough();
        }
        for (int round = 0; rounds == 0 ? !clients.areDone() : round < rounds; round++) {
            havoc.run(schedule.round());
        }
        clients.enough();
        havoc.awaitPeace();
    }

    private List<Violation> inspected(
            ProcessFleet fleet, Promises promises, Journal journal, Havoc havoc, Clients clients, long begin) {
        try (Inspection inspection = new Inspection(fleet, promises, journal)) {
            Evidence evidence = inspection.inspect();
            List<ConsumerRecord<byte[], byte[]>> records = inspection.records();
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            List<Violation> violations = Invariants.violations(evidence);
            new Report(evidence, records, fleet.parts(), havoc.counts(), clients.refused(), took).print();
            new Findings(violations, promises, journal, records, folder).print();
            return violations;
        }
    }
}
