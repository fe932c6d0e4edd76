package dev.tilefleet.standalone.processes;

import static dev.tilefleet.standalone.Eventually.eventually;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.standalone.Feeder;
import dev.tilefleet.store.Register;
import dev.tilefleet.store.TileStore;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Somebody who submits one tiny tile after the other, and looks afterwards what became of each. */
final class Load implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(25);
    private static final byte[] TILE = new TinyTile(7).bytes();

    private final TileStore store;
    private final Queue<JobID> jobs = new ConcurrentLinkedQueue<>();
    private final Feeder feeder;

    /** Begins at once. */
    Load(ProcessFleet fleet, String api) {
        this.store = fleet.store();
        this.feeder = new Feeder(
                PAUSE,
                () -> jobs.add(
                        JobID.of(fleet.user(api).submit(TinyTile.PROCESS, TILE).substring("/jobs/".length()))));
    }

    /** Returns once so many were accepted. */
    void awaitMore(int count) {
        int goal = feeder.times() + count;
        eventually(count + " more jobs", PATIENCE, () -> feeder.times() >= goal ? Optional.of(true) : Optional.empty());
    }

    /** Lets no more come, waits for the end of all, and sees that each of them ended well and once. */
    Map<JobID, Outcome> end() {
        feeder.stop();
        assertThat(jobs).hasSize(feeder.times());
        Set<String> expected =
                jobs.stream().map(job -> "outcomes/" + job + ".json").collect(toSet());
        eventually(
                "an outcome of each job",
                PATIENCE,
                () -> store.list("outcomes/").containsAll(expected) ? Optional.of(true) : Optional.empty());
        Register register = new Register(store);
        Map<JobID, Outcome> outcomes = jobs.stream()
                .collect(toMap(job -> job, job -> register.find(job).orElseThrow()));
        assertThat(outcomes.values())
                .allSatisfy(outcome -> assertThat(outcome.ending()).isInstanceOf(Outcome.Successful.class));
        return outcomes;
    }

    /** How many results each job has: its attempts that came that far. */
    Map<String, Long> attempts() {
        return store.list("results/").stream().collect(groupingBy(key -> key.split("/", 3)[1], counting()));
    }

    @Override
    public void close() {
        feeder.close();
        store.close();
    }
}
