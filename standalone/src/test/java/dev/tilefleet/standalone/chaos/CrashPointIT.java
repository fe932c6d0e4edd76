package dev.tilefleet.standalone.chaos;

import static dev.tilefleet.standalone.Eventually.eventually;
import static dev.tilefleet.standalone.chaos.CrashScene.APIS;
import static dev.tilefleet.standalone.chaos.CrashScene.WORKERS;
import static dev.tilefleet.standalone.chaos.CrashScene.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.standalone.processes.Message;
import dev.tilefleet.standalone.processes.ProcessFleet;
import dev.tilefleet.store.Register;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Somebody dies, or an answer is lost, between every two writes of the design; all invariants hold after each. */
final class CrashPointIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder;

    private static CrashScene scene;

    @BeforeAll
    static void start() {
        scene = new CrashScene(folder);
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    static Stream<Arguments> intake() {
        return at(
                List.of(CrashPoint.stored("inputs"), CrashPoint.stored("jobs"), CrashPoint.told("accepted")),
                List.of(Victim.CLIENT, Victim.NOBODY));
    }

    @ParameterizedTest
    @MethodSource("intake")
    void aStrikeAtIntakeBreaksNoPromise(CrashPoint point, Victim victim) {
        CompletableFuture<String> struck = scene.strike(List.of("api-1"), point, victim);

        Optional<JobID> promised = scene.trySubmit("api-1");

        soon(point.name(), struck);
        scene.restore();
        // Where nobody died, everything but the input is asked for again; and where there is no promise, users repeat.
        assertThat(promised.isPresent())
                .isEqualTo(victim == Victim.NOBODY && !point.name().contains("inputs"));
        scene.submit("api-1");
        scene.assertKept();
    }

    static Stream<Arguments> work() {
        List<CrashPoint> points = List.of(
                CrashPoint.marked(),
                CrashPoint.stored("results"),
                CrashPoint.stored("outcomes"),
                CrashPoint.told("ended"));
        return Stream.concat(
                at(points, List.of(Victim.CLIENT, Victim.NOBODY)),
                at(List.of(CrashPoint.stored("outcomes"), CrashPoint.told("ended")), List.of(Victim.TARGET)));
    }

    @ParameterizedTest
    @MethodSource("work")
    void aStrikeAtWorkIsHealedByWhoeverReadsTheQueueNext(CrashPoint point, Victim victim) {
        CompletableFuture<String> struck = scene.strike(WORKERS, point, victim);

        scene.submit("api-2");

        soon(point.name(), struck);
        scene.restore();
        scene.assertKept();
    }

    @Test
    void aWorkerDiesOnceItsCommitIsAcknowledged() {
        CompletableFuture<String> struck = scene.strike(
                WORKERS, new CrashPoint("committed", ProcessFleet.BROKER, commitAfterAnEnd()), Victim.CLIENT);

        scene.submit("api-2");

        soon("a commit", struck);
        scene.restore();
        scene.assertKept();
    }

    @Test
    void aCommitThatNeverArrivesIsMadeAgain() {
        CompletableFuture<String> lost = scene.lose(WORKERS, ProcessFleet.BROKER, commitAfterAnEnd());

        scene.submit("api-2");

        soon("a commit", lost);
        scene.assertKept();
    }

    /** The first commit behind an end that was told. A watch of its own for that might answer to another test's end. */
    private static Predicate<Message> commitAfterAnEnd() {
        AtomicBoolean told = new AtomicBoolean();
        return message -> {
            if (message.produces("ended")) {
                told.set(true);
            }
            return told.get() && message.what().equals("OffsetCommit");
        };
    }

    static Stream<Arguments> dismissal() {
        return at(List.of(CrashPoint.stored("outcomes"), CrashPoint.told("ended")), List.of(Victim.CLIENT));
    }

    @ParameterizedTest
    @MethodSource("dismissal")
    void aStrikeAtADismissalIsHealedByTheWorker(CrashPoint point, Victim victim) {
        WORKERS.forEach(worker -> scene.fleet().part(worker).suspend());
        JobID job = scene.submit("api-1");
        CompletableFuture<String> struck = scene.strike(List.of("api-1"), point, victim);

        scene.dismissing(job);
        var _ = CompletableFuture.runAsync(() -> scene.user("api-1").delete("/jobs/" + job));

        soon(point.name(), struck);
        WORKERS.forEach(worker -> scene.fleet().part(worker).resume());
        scene.restore();
        scene.assertKept();
        assertThat(outcome(job).ending()).isInstanceOf(Outcome.Dismissed.class);
    }

    @ParameterizedTest
    @MethodSource("dismissal")
    void aStrikeAtAnApiThatEndsAnOverdueJobIsHealed(CrashPoint point, Victim victim) {
        WORKERS.forEach(worker -> scene.fleet().part(worker).suspend());
        JobID job = scene.queue(Duration.ZERO);
        // The other one may be the first, by its sweep.
        CompletableFuture<String> struck = scene.strike(APIS, point, victim);

        var _ = CompletableFuture.runAsync(() -> scene.user("api-1").get("/jobs/" + job));

        soon(point.name(), struck);
        WORKERS.forEach(worker -> scene.fleet().part(worker).resume());
        scene.restore();
        scene.assertKept();
        assertThat(outcome(job).ending()).isInstanceOf(Outcome.Failed.class);
    }

    @ParameterizedTest
    @MethodSource("dismissal")
    void aStrikeAtAWorkerThatEndsAnOverdueJobIsHealed(CrashPoint point, Victim victim) {
        CompletableFuture<String> struck = scene.strike(WORKERS, point, victim);

        JobID job = scene.queue(Duration.ZERO);

        soon(point.name(), struck);
        scene.restore();
        scene.assertKept();
        assertThat(outcome(job).ending()).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void aZombiesRegistrationComesAfterAnotherWorkerEndedTheJob() {
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<String> held =
                scene.hold(WORKERS, ProcessFleet.STORE, message -> message.puts("outcomes"), release);
        JobID job = scene.submit("api-1");
        String zombie = soon("a registration", held);
        scene.fleet().part(zombie).suspend();

        Outcome outcome = outcome(job);

        release.countDown();
        scene.fleet().part(zombie).resume();
        assertThat(outcome.execution().orElseThrow().worker()).isNotEqualTo(zombie);
        scene.assertKept();
        assertThat(outcome(job)).isEqualTo(outcome);
    }

    @Test
    void twoDismissalsRaceAWorkerThatFinishes() {
        CountDownLatch all = new CountDownLatch(3);
        for (List<String> racer : List.of(WORKERS, List.of("api-1"), List.of("api-2"))) {
            // Who comes last opens the latch for all of them.
            var _ = scene.hold(racer, ProcessFleet.STORE, message -> message.puts("outcomes"), all)
                    .thenRun(all::countDown);
        }
        JobID job = scene.submit("api-1");
        scene.dismissing(job);

        List<CompletableFuture<Integer>> answers = APIS.stream()
                .map(api -> CompletableFuture.supplyAsync(
                        () -> scene.user(api).delete("/jobs/" + job).statusCode()))
                .toList();

        answers.forEach(answer -> assertThat(soon("an answer", answer)).isIn(200, 410));
        scene.assertKept();
    }

    private static Outcome outcome(JobID job) {
        Register register = new Register(scene.store());
        return eventually("the end of " + job, PATIENCE, () -> register.find(job));
    }

    private static Stream<Arguments> at(List<CrashPoint> points, List<Victim> victims) {
        return victims.stream().flatMap(victim -> points.stream().map(point -> Arguments.of(point, victim)));
    }
}
