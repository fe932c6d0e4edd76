package dev.tilefleet.standalone.chaos;

import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.standalone.FleetUser;
import dev.tilefleet.standalone.chaos.Evidence.Answer;
import dev.tilefleet.standalone.processes.ChildJvm;
import dev.tilefleet.standalone.processes.Part;
import dev.tilefleet.standalone.processes.ProcessFleet;
import dev.tilefleet.store.S3TileStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Waits until a fleet that is left in peace comes to rest, and gathers what is found of it then. */
final class Inspection implements AutoCloseable {
    /** What a fleet has for its next job, its last commit and its views: more than any timeout of its parts. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Duration PAUSE = Duration.ofMillis(200);

    /** Of a process that could not start: its store or broker was away. */
    private static final int START_REFUSED = 2;

    private final ProcessFleet fleet;
    private final Promises promises;
    private final Journal journal;
    private final S3TileStore store;
    private final StoreReader stored;
    private final LogReader log;

    Inspection(ProcessFleet fleet, Promises promises, Journal journal) {
        this.fleet = fleet;
        this.promises = promises;
        this.journal = journal;
        this.store = fleet.store();
        this.stored = new StoreReader(store);
        this.log = new LogReader(fleet.kafka());
    }

    /** Waits a bounded time; what is not at rest then is evidence. */
    Evidence inspect() {
        Set<JobID> jobs = promises.made().stream().map(Promise::job).collect(Collectors.toSet());
        await(
                "all ended",
                () -> stored.ended().containsAll(jobs),
                () -> stored.ended().size());
        await("no lag", () -> log.lag().values().stream().allMatch(lag -> lag == 0), () -> 0);
        ApiReader apis = new ApiReader(apis(fleet));
        await(
                "all answers are of an end",
                () -> apis.answers(jobs).values().stream().flatMap(List::stream).noneMatch(Inspection::isOpen),
                () -> 0);
        Set<String> keys = stored.keys();
        Map<JobID, Outcome> outcomes = stored.outcomes(keys);
        return new Evidence(
                promises.made(),
                promises.dismissals(),
                promises.overdue(),
                promises.told(),
                keys,
                outcomes,
                LogReader.ends(log.records()),
                apis.answers(jobs),
                stored.masks(promises.made(), outcomes),
                log.lag(),
                deaths());
    }

    List<ConsumerRecord<byte[], byte[]>> records() {
        return log.records();
    }

    /** @param progress who comes nearer is waited for, however long a way there is */
    private void await(String what, BooleanSupplier condition, IntSupplier progress) {
        int seen = progress.getAsInt();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            int now = progress.getAsInt();
            if (now != seen) {
                seen = now;
                end = System.nanoTime() + PATIENCE.toNanos();
            }
            if (System.nanoTime() > end) {
                journal.note("not within %s: %s".formatted(PATIENCE, what));
                return;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        journal.note(what);
    }

    private static boolean isOpen(Answer answer) {
        return answer.code() == 200
                && (answer.status().equals("accepted") || answer.status().equals("running"));
    }

    private List<String> deaths() {
        return fleet.parts().stream().flatMap(Inspection::deaths).toList();
    }

    private static Stream<String> deaths(Part part) {
        return part.lives().stream()
                .filter(ChildJvm::diedOfItself)
                .filter(life -> life.isReady() || life.exitCode().orElseThrow() != START_REFUSED)
                .map(life -> "%s ended of itself with %d: %s"
                        .formatted(part, life.exitCode().orElseThrow(), life.log()));
    }

    static Map<String, FleetUser> apis(ProcessFleet fleet) {
        Map<String, FleetUser> apis = new TreeMap<>();
        fleet.parts().stream()
                .map(Part::name)
                .filter(name -> fleet.user(name) != null)
                .forEach(name -> apis.put(name, fleet.user(name)));
        return apis;
    }

    @Override
    public void close() {
        log.close();
        store.close();
    }
}
