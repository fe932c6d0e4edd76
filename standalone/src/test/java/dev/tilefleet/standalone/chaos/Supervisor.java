package dev.tilefleet.standalone.chaos;

import static dev.tilefleet.standalone.Eventually.eventually;

import dev.tilefleet.standalone.processes.ChildJvm;
import dev.tilefleet.standalone.processes.Part;
import dev.tilefleet.standalone.processes.ProcessFleet;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Starts each part of a fleet again when it has ended, as an orchestrator does. */
final class Supervisor implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int MOST_DELAY_MILLIS = 1_000;

    private final ProcessFleet fleet;
    private final Journal journal;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Supervisor(ProcessFleet fleet, Journal journal) {
        this.fleet = fleet;
        this.journal = journal;
    }

    /** Begins with parts that all run. */
    void start() {
        fleet.parts().forEach(part -> threads.execute(() -> supervise(part)));
    }

    private void supervise(Part part) {
        try {
            while (true) {
                ChildJvm life = part.life();
                life.join();
                journal.note("%s ended%s".formatted(part, life.isReady() ? "" : " before it was ready"));
                TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(MOST_DELAY_MILLIS));
                part.start();
                journal.note("%s started again".formatted(part));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when every part runs and is ready, be it after several tries. */
    void awaitReady() {
        fleet.parts().forEach(this::awaitReady);
    }

    /** Returns the process that fills this part, once it is ready. */
    ChildJvm awaitReady(Part part) {
        try {
            return eventually(
                    part + " to be ready",
                    PATIENCE,
                    () -> Optional.of(part.life()).filter(one -> one.isAlive() && one.isReady()));
        } catch (AssertionError e) {
            // For whoever reads its log.
            part.life().dumpThreads();
            throw e;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
