package dev.tilefleet.standalone.chaos;

import static dev.tilefleet.standalone.Eventually.eventually;

import dev.tilefleet.job.Job;
import dev.tilefleet.queue.FleetLog;
import dev.tilefleet.queue.QueueUnavailableException;
import dev.tilefleet.standalone.processes.ChildJvm;
import dev.tilefleet.standalone.processes.Fault;
import dev.tilefleet.standalone.processes.Part;
import dev.tilefleet.standalone.processes.ProcessFleet;
import dev.tilefleet.standalone.processes.Relay;
import dev.tilefleet.store.JobArchive;
import dev.tilefleet.store.S3TileStore;
import dev.tilefleet.store.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Does to a fleet what a schedule says. What lasts for a while ends by itself. */
final class Havoc implements AutoCloseable {
    private static final Duration RESTART = Duration.ofMinutes(2);

    /** Kills that do not wait until their victim is ready; a fleet whose parts never get ready proves nothing. */
    private static final int HASTE_IN_100 = 15;

    private final ProcessFleet fleet;
    private final Supervisor supervisor;
    private final Promises promises;
    private final Journal journal;
    private final Random random;
    private final S3TileStore store;
    private final FleetLog log;
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    Havoc(ProcessFleet fleet, Supervisor supervisor, Promises promises, Journal journal, long seed) {
        this.fleet = fleet;
        this.supervisor = supervisor;
        this.promises = promises;
        this.journal = journal;
        this.random = new Random(seed);
        this.store = fleet.store();
        this.log = new FleetLog(fleet.kafka(), "chaos");
    }

    /** One round of the schedule, from its first deed to its last. */
    void run(List<Schedule.Step> round) throws InterruptedException {
        for (Schedule.Step step : round) {
            TimeUnit.NANOSECONDS.sleep(step.pause().toNanos());
            run(step.deed());
        }
    }

    private void run(Deed deed) {
        switch (deed) {
            case Deed.Kill(String part) -> kill(part);
            case Deed.Suspend(String part, Duration time) -> suspend(part, time);
            case Deed.Break(String client, String target, Fault fault, Duration time) -> {
                note("way " + fault, "%s from %s to %s for %s".formatted(fault, client, target, time));
                disturb(relay(client, target), fault, time);
            }
            case Deed.BreakAll(String target, Fault fault, Duration time) -> {
                note("all ways " + fault, "%s from everybody to %s for %s".formatted(fault, target, time));
                clients().forEach(client -> disturb(relay(client, target), fault, time));
            }
            case Deed.FillDisk(long bytes, Duration time) -> fillDisk(bytes, time);
            case Deed.Repeat(int records) -> repeat(records);
        }
    }

    private void note(String kind, String text) {
        counts.merge(kind, 1, Integer::sum);
        journal.note(text);
    }

    private void kill(String name) {
        ChildJvm life = random.nextInt(100) < HASTE_IN_100 ? alive(name) : supervisor.awaitReady(fleet.part(name));
        note("kill " + name.replaceFirst("-.*", ""), "SIGKILL of " + name + (life.isReady() ? "" : ", not ready yet"));
        life.kill();
    }

    private void suspend(String name, Duration time) {
        ChildJvm life = alive(name);
        note("suspend " + name.replaceFirst("-.*", ""), "SIGSTOP of %s for %s".formatted(name, time));
        whileAlive(life, life::suspend);
        later(time, () -> {
            journal.note("SIGCONT of " + name);
            whileAlive(life, life::resume);
        });
    }

    /** One that was killed just before is waited for. */
    private ChildJvm alive(String name) {
        Part part = fleet.part(name);
        return eventually(
                name + " to be started again",
                RESTART,
                () -> Optional.of(part.life()).filter(ChildJvm::isAlive));
    }

    private void disturb(Relay relay, Fault fault, Duration time) {
        relay.set(fault);
        later(time, () -> relay.set(Fault.NONE));
    }

    private void fillDisk(long bytes, Duration time) {
        ChildJvm life = alive(ProcessFleet.STORE);
        note("full disk", "the store's disk is full beyond %d bytes a file for %s".formatted(bytes, time));
        whileAlive(life, () -> life.limitFiles(Long.toString(bytes)));
        later(time, () -> {
            journal.note("the store's disk has room again");
            whileAlive(life, () -> life.limitFiles("unlimited"));
        });
    }

    /** One that has ended, just now too, has nothing done to it. */
    private static void whileAlive(ChildJvm life, Runnable step) {
        try {
            if (life.isAlive()) {
                step.run();
            }
        } catch (IllegalStateException e) {
            if (life.isAlive()) {
                throw e;
            }
        }
    }

    /** Job records again, of jobs that may be queued, running or ended. */
    void repeat(int records) {
        for (int i = 0; i < records && promises.count() > 0; i++) {
            Promise promise = promises.any(random);
            note("repeated record", "job record of %s again".formatted(promise.job()));
            try {
                Job job = new JobArchive(store).find(promise.job()).orElseThrow();
                log.append(job);
            } catch (StoreUnavailableException | QueueUnavailableException e) {
                journal.note("no: " + e.getMessage());
            }
        }
    }

    private Relay relay(String client, String target) {
        return target.equals(ProcessFleet.STORE) ? fleet.toStore(client) : fleet.toBroker(client);
    }

    private List<String> clients() {
        return fleet.parts().stream()
                .map(Part::name)
                .filter(name -> fleet.toStore(name) != null)
                .toList();
    }

    private void later(Duration time, Runnable end) {
        var _ = timer.schedule(end, time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Returns when all that lasts for a while is over. */
    void awaitPeace() throws InterruptedException {
        timer.shutdown();
        if (!timer.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("a fault lasts longer than any may");
        }
    }

    /** How often each kind of deed was done. */
    Map<String, Integer> counts() {
        return new TreeMap<>(counts);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        log.close();
        store.close();
    }
}
