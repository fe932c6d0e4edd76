package dev.tilefleet.standalone.processes;

import static dev.tilefleet.standalone.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.job.Callback;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.queue.FleetLog;
import dev.tilefleet.standalone.CallbackJob;
import dev.tilefleet.standalone.CallbackReceiver;
import dev.tilefleet.store.ObjectKeys;
import dev.tilefleet.store.S3TileStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The api that tells a callback is killed between every two steps; the other one, or its successor, goes on. */
final class DeliveryCrashIT {
    private static final List<String> APIS = List.of("api-1", "api-2");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private static Path folder;

    private static CallbackReceiver receiver;
    private static ProcessFleet fleet;
    private static S3TileStore store;
    private static FleetLog log;

    /** The step that was done last, by the answer that never arrives. */
    @SuppressWarnings("ImmutableEnumChecker") // the predicates hold nothing
    enum Step {
        REPORT_WRITTEN(message -> message.puts("deliveries"), false),
        TIMER_SET(message -> message.puts("retries"), false),
        OFFSET_COMMITTED(
                message -> message.what().equals("OffsetCommit") && message.mentions("tilefleet.deliveries"), false),
        /** Or rather: what comes next does not arrive. */
        REQUEST_ANSWERED(message -> message.puts("deliveries"), true),
        REPORT_UPDATED(message -> message.puts("deliveries"), true);

        private final Predicate<Message> which;
        private final boolean isBehindTheRequest;

        Step(Predicate<Message> which, boolean isBehindTheRequest) {
            this.which = which;
            this.isBehindTheRequest = isBehindTheRequest;
        }
    }

    @BeforeAll
    static void start() {
        receiver = new CallbackReceiver();
        fleet = new ProcessFleet(
                folder,
                FleetPlan.of(APIS.size(), 0)
                        .with("TILEFLEET_OUTBOUND_ALLOW", "127.0.0.1")
                        .with("TILEFLEET_OUTBOUND_PORTS", Integer.toString(receiver.port()))
                        .with("TILEFLEET_WEBHOOK_SWEEP", "300ms")
                        .withSession(Duration.ofSeconds(2)));
        fleet.start();
        store = fleet.store();
        log = new FleetLog(fleet.kafka(), "delivery-crash");
    }

    @AfterAll
    static void stop() {
        log.close();
        store.close();
        fleet.close();
        receiver.close();
    }

    @ParameterizedTest
    @EnumSource
    void theReceiverHearsOfTheEndUnderOneIdWhoeverDies(Step step) {
        String path = "/" + step;
        Outcome outcome = CallbackJob.asked(store, TinyTile.PROCESS, new Callback(Callback.ENDED, receiver.uri(path)))
                .end(store);
        CompletableFuture<Message> killed = kill(step, path);

        log.append(outcome);

        eventually("the death", PATIENCE, () -> killed.isDone() ? Optional.of(killed.join()) : Optional.empty());
        restart();
        eventually(
                "the end of all timers",
                PATIENCE,
                () -> receiver.got(path).isEmpty()
                                || !store.list(ObjectKeys.RETRIES).isEmpty()
                        ? Optional.empty()
                        : Optional.of(path));
        assertThat(receiver.got(path))
                .hasSizeBetween(step == Step.REQUEST_ANSWERED ? 2 : 1, 2)
                .extracting(CallbackReceiver.Got::id)
                .containsOnly(outcome.jobID() + "-ended");
    }

    private static CompletableFuture<Message> kill(Step step, String path) {
        AtomicBoolean struck = new AtomicBoolean();
        Predicate<Message> first = message -> step.which.test(message)
                && (!step.isBehindTheRequest || !receiver.got(path).isEmpty())
                && struck.compareAndSet(false, true);
        return CompletableFuture.anyOf(APIS.stream()
                        .map(api -> switch (step) {
                            case REPORT_WRITTEN, TIMER_SET, REPORT_UPDATED ->
                                fleet.toStore(api).onAnswer(first, _ -> kill(api));
                            case OFFSET_COMMITTED -> fleet.toBroker(api).onAnswer(first, _ -> kill(api));
                            case REQUEST_ANSWERED -> fleet.toStore(api).onRequest(first, _ -> kill(api));
                        })
                        .toArray(CompletableFuture[]::new))
                .thenApply(Message.class::cast);
    }

    private static Verdict kill(String api) {
        fleet.part(api).kill();
        return Verdict.DROP;
    }

    private static void restart() {
        List<Part> dead = fleet.parts().stream().filter(part -> !part.isAlive()).toList();
        dead.forEach(Part::start);
    }
}
