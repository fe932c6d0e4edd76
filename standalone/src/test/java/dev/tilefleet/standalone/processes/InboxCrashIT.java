package dev.tilefleet.standalone.processes;

import static dev.tilefleet.standalone.Eventually.eventually;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.job.Callback;
import dev.tilefleet.job.Documents;
import dev.tilefleet.job.Job;
import dev.tilefleet.store.ObjectKeys;
import dev.tilefleet.store.S3TileStore;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files are dropped while one api after the other is killed, behind each kind of write: each has one job and one result. */
final class InboxCrashIT {
    private static final int FILES = 60;
    /** In the order in which a file meets them. */
    private static final List<String> STEPS = List.of("keys", "inputs", "jobs", "deliveries", "outbox");

    private static final List<String> APIS = List.of("api-1", "api-2");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    private ProcessFleet fleet;
    private S3TileStore store;

    @BeforeEach
    void start() {
        fleet = new ProcessFleet(
                folder,
                FleetPlan.of(APIS.size(), 1)
                        .with("TILEFLEET_INBOX_SWEEP", "500ms")
                        .with("TILEFLEET_WEBHOOK_SWEEP", "500ms")
                        .withSession(Duration.ofSeconds(2)));
        fleet.start();
        store = fleet.store();
    }

    @AfterEach
    void stop() {
        store.close();
        fleet.close();
    }

    @Test
    void everyFileHasOneJobAndOneResultWhoeverDies() {
        for (int step = 0; step < STEPS.size(); step++) {
            CompletableFuture<Message> killed = kill(STEPS.get(step));
            for (int file = step; file < FILES; file += STEPS.size()) {
                drop(file);
            }
            eventually(
                    "the death behind " + STEPS.get(step),
                    PATIENCE,
                    () -> killed.isDone() ? Optional.of(killed.join()) : Optional.empty());
            fleet.parts().stream().filter(part -> !part.isAlive()).forEach(Part::start);
        }

        for (int file = 0; file < FILES; file++) {
            String mask = "outbox/tiny/%d.npy".formatted(file);
            byte[] npy = eventually(mask, PATIENCE, () -> store.read(mask));
            assertThat(new TinyTile(file).isMask(npy)).as(mask).isTrue();
        }
        eventually(
                "the end of all that was begun",
                PATIENCE,
                () -> Optional.of(store.list(ObjectKeys.OPEN_DROPS)).filter(List::isEmpty));
        assertThat(jobs().values()).hasSize(FILES).containsOnly(1L);
        assertThat(store.list(ObjectKeys.OUTCOMES)).hasSize(FILES);
        assertThat(store.list(ObjectKeys.OUTBOX)).noneMatch(key -> key.endsWith(".error.json"));
    }

    /** Whichever api is the first to write an object of this kind never hears that it did. */
    private CompletableFuture<Message> kill(String kind) {
        AtomicBoolean struck = new AtomicBoolean();
        return CompletableFuture.anyOf(APIS.stream()
                        .map(api -> fleet.toStore(api)
                                .onAnswer(
                                        message -> message.puts(kind) && struck.compareAndSet(false, true),
                                        _ -> kill(fleet.part(api))))
                        .toArray(CompletableFuture[]::new))
                .thenApply(Message.class::cast);
    }

    private static Verdict kill(Part api) {
        api.kill();
        return Verdict.DROP;
    }

    private void drop(int file) {
        store.put("inbox/tiny/%d.tif".formatted(file), ByteBuffer.wrap(new TinyTile(file).bytes()), "image/tiff");
    }

    /** How many of each file. */
    private Map<String, Long> jobs() {
        return store.list(ObjectKeys.JOBS).stream()
                .map(store::read)
                .flatMap(Optional::stream)
                .map(Documents::readJob)
                .map(InboxCrashIT::file)
                .collect(groupingBy(Function.identity(), counting()));
    }

    private static String file(Job job) {
        return job.callbacks().stream()
                .filter(callback -> callback.event().equals(Callback.OUTBOX))
                .findFirst()
                .orElseThrow()
                .uri()
                .getPath();
    }
}
