package dev.tilefleet.worker.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.job.Job;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.Problem;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.job.Sha256;
import dev.tilefleet.job.Timings.Stage;
import dev.tilefleet.job.TraceParent;
import dev.tilefleet.queue.UnreadableRecord;
import dev.tilefleet.store.JobArchive;
import dev.tilefleet.store.ObjectKeys;
import dev.tilefleet.store.Register;
import dev.tilefleet.store.StoreUnavailableException;
import dev.tilefleet.telemetry.FleetMeters;
import dev.tilefleet.worker.TestingJobs;
import dev.tilefleet.worker.TestingLog;
import dev.tilefleet.worker.TestingTileStore;
import dev.tilefleet.worker.dequeue.Clearance;
import dev.tilefleet.worker.publish.OutcomePublisher;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class JourneyTest {
    private static final Optional<TraceParent> NO_TRACE = Optional.empty();
    private static final Clearance CLEARED = _ -> () -> {};
    private static final Duration QUEUED = Duration.ofSeconds(3);
    private static final Instant TAKEN = TestingJobs.SUBMITTED.plus(QUEUED);
    private static final Outcome.Result RESULT = new Outcome.Result("results/a/b/mask.npy", 4, Sha256.of(new byte[4]));

    private final Job job = TestingJobs.job();
    private final TestingTileStore store = new TestingTileStore();
    private final Register register = new Register(store);
    private final JobArchive archive = new JobArchive(store);
    private final TestingLog log = new TestingLog();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<String> attempts = new ArrayList<>();

    @Test
    void whatIsToldOfAJobBelongsToTheTraceOfItsRequest() throws InterruptedException {
        Optional<TraceParent> trace =
                Optional.of(new TraceParent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));

        journey(TAKEN, (_, _, _) -> RESULT).handle(job, trace, CLEARED);
        journey(TAKEN, (_, _, _) -> RESULT).handle(job, trace, CLEARED);

        assertThat(log.tracesOfOutcomes()).containsExactly(trace, trace);
    }

    @Test
    void aTileBecomesAMask() throws InterruptedException {
        journey(TAKEN, (_, _, _) -> RESULT).handle(job, NO_TRACE, CLEARED);

        Outcome outcome = only();
        assertThat(outcome.ending()).isEqualTo(new Outcome.Successful(RESULT));
        assertThat(outcome.decided()).isEqualTo(TAKEN);
        assertThat(register.find(job.jobID())).hasValue(outcome);
    }

    @Test
    void theOutcomeSignsWhoMadeItWithWhatAndHowLongItTook() throws InterruptedException {
        journey(TAKEN, (_, _, _) -> RESULT).handle(job, NO_TRACE, CLEARED);

        Outcome.Execution execution = only().execution().orElseThrow();
        assertThat(execution.modelDigest()).isEqualTo(TestingJobs.MODEL);
        assertThat(execution.worker()).isEqualTo("worker-7");
        assertThat(attempts).containsExactly(execution.attempt());
        assertThat(execution.timings().byStage()).containsEntry(Stage.QUEUED, QUEUED);
    }

    @Test
    void hintsThatTheJobRuns() throws InterruptedException {
        journey(TAKEN, (_, _, _) -> RESULT).handle(job, NO_TRACE, CLEARED);

        assertThat(log.hints()).isEqualTo(1);
    }

    @Test
    void aClockThatIsBehindTheIntakesMakesNoNegativeTime() throws InterruptedException {
        journey(TestingJobs.SUBMITTED.minusSeconds(1), (_, _, _) -> RESULT).handle(job, NO_TRACE, CLEARED);

        assertThat(only().execution().orElseThrow().timings().byStage()).containsEntry(Stage.QUEUED, Duration.ZERO);
    }

    @Test
    void anExpiredRecordIsSkippedSilently() throws InterruptedException {
        journey(TestingJobs.EXPIRES, (_, _, _) -> RESULT).handle(job, NO_TRACE, CLEARED);

        assertThat(attempts).isEmpty();
        assertThat(log.outcomes()).isEmpty();
        assertThat(store.objects).isEmpty();
    }

    @Test
    void aJobThatHasEndedIsToldAgainAndNotRun() throws InterruptedException {
        Outcome dismissed = register.decide(outcome(new Outcome.Dismissed()));

        journey(TAKEN, (_, _, _) -> RESULT).handle(job, NO_TRACE, CLEARED);

        assertThat(attempts).isEmpty();
        assertThat(only()).isEqualTo(dismissed);
    }

    @Test
    void aJobThatAWorkerEndedIsCountedAsReadAgain() throws InterruptedException {
        journey(TAKEN, (_, _, _) -> RESULT).handle(job, NO_TRACE, CLEARED);

        journey(TAKEN, (_, _, _) -> RESULT).handle(job, NO_TRACE, CLEARED);

        assertThat(attempts).hasSize(1);
        assertThat(redeliveries()).isEqualTo(1);
    }

    @Test
    void aJobThatWasDismissedWhileItWaitedIsNotCountedAsReadAgain() throws InterruptedException {
        register.decide(outcome(new Outcome.Dismissed()));

        journey(TAKEN, (_, _, _) -> RESULT).handle(job, NO_TRACE, CLEARED);

        assertThat(redeliveries()).isZero();
    }

    @Test
    void aFaultNobodyForesawEndsNothingAndIsTriedAgain() throws InterruptedException {
        store.failNextBy(new IllegalStateException("of the store's client"), new StackOverflowError("deep"));

        journey(TAKEN, (_, _, _) -> RESULT).handle(job, NO_TRACE, CLEARED);

        assertThat(only().ending()).isEqualTo(new Outcome.Successful(RESULT));
        assertThat(meters.get("tilefleet.faults").counter().count()).isEqualTo(2);
    }

    @Test
    void aFaultWhileARecordIsSetAsideIsTriedAgain() throws InterruptedException {
        archive.claim(job);
        store.failNextBy(new IllegalStateException("of the store's client"));

        journey(TAKEN, (_, _, _) -> RESULT).unreadable(unreadable(job.jobID().toString()));

        assertThat(problem().type()).isEqualTo(ProblemType.UNREADABLE_RECORD);
    }

    @Test
    void anOverdueJobFailsWithoutARun() throws InterruptedException {
        journey(TestingJobs.DEADLINE, (_, _, _) -> RESULT).handle(job, NO_TRACE, CLEARED);

        assertThat(attempts).isEmpty();
        assertThat(problem().type()).isEqualTo(ProblemType.DEADLINE_EXCEEDED);
        assertThat(only().execution()).isEmpty();
    }

    @Test
    void aFaultOfTheTileFailsTheJobAtOnce() throws InterruptedException {
        journey(TAKEN, (_, _, _) -> {
                    throw new ProblemException(ProblemType.TOO_FEW_BANDS, "3 of 10");
                })
                .handle(job, NO_TRACE, CLEARED);

        assertThat(attempts).hasSize(1);
        assertThat(problem()).isEqualTo(new Problem(ProblemType.TOO_FEW_BANDS, "3 of 10"));
        assertThat(only().execution()).isPresent();
    }

    @Test
    void aFaultOfAStageFailsTheJobWithoutItsInnards() throws InterruptedException {
        journey(TAKEN, (_, _, _) -> {
                    throw new IllegalStateException("a secret of the stage");
                })
                .handle(job, NO_TRACE, CLEARED);

        assertThat(problem().type()).isEqualTo(ProblemType.INTERNAL_ERROR);
        assertThat(problem().detail()).contains(job.jobID().toString()).doesNotContain("secret");
    }

    @Test
    void anErrorOfAStageEndsTheJobToo() throws InterruptedException {
        journey(TAKEN, (_, _, _) -> {
                    throw new OutOfMemoryError("Java heap space");
                })
                .handle(job, NO_TRACE, CLEARED);

        assertThat(problem().type()).isEqualTo(ProblemType.INTERNAL_ERROR);
    }

    @Test
    void aStoreThatIsAwayUntilTheDeadlineFailsTheJob() throws InterruptedException {
        journey(
                        TAKEN,
                        (_, patience, _) -> patience.until(Errand.FETCH, "job", TAKEN, () -> {
                            throw new StoreUnavailableException("away");
                        }))
                .handle(job, NO_TRACE, CLEARED);

        assertThat(problem().type()).isEqualTo(ProblemType.DEADLINE_EXCEEDED);
    }

    @Test
    void whatTheRegisterAnswersIsToldNotWhatWasProposed() throws InterruptedException {
        Outcome dismissed = outcome(new Outcome.Dismissed());

        journey(TAKEN, (_, _, _) -> {
                    register.decide(dismissed);
                    return RESULT;
                })
                .handle(job, NO_TRACE, CLEARED);

        assertThat(only()).isEqualTo(dismissed);
    }

    @Test
    void aStoreThatIsAwayIsWaitedForBeforeAndAfterTheRun() throws InterruptedException {
        store.failNext(2);

        journey(TAKEN, (_, _, _) -> {
                    store.failNext(2);
                    return RESULT;
                })
                .handle(job, NO_TRACE, CLEARED);

        assertThat(attempts).hasSize(1);
        assertThat(only().ending()).isInstanceOf(Outcome.Successful.class);
    }

    @Test
    void aWorkerThatStopsEndsNothing() {
        Journey stopped = journey(TAKEN, (_, _, _) -> {
            throw new InterruptedException("stopping");
        });

        assertThatThrownBy(() -> stopped.handle(job, NO_TRACE, CLEARED)).isInstanceOf(InterruptedException.class);
        assertThat(register.find(job.jobID())).isEmpty();
        assertThat(log.outcomes()).isEmpty();
    }

    @Test
    void aWorkerThatStopsBeforeTheLogIsToldLeavesThatToTheNext() {
        log.breakDown();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> journey(TAKEN, (_, _, _) -> RESULT).handle(job, NO_TRACE, CLEARED))
                .isInstanceOf(InterruptedException.class);
        assertThat(register.find(job.jobID())).isPresent();
    }

    @Test
    void anOutcomeOfANewerReleaseIsLeftToThatRelease() throws InterruptedException {
        store.objects.put(ObjectKeys.outcome(job.jobID()), "{\"version\":\"2.0\"}".getBytes(UTF_8));

        journey(TAKEN, (_, _, _) -> RESULT).handle(job, NO_TRACE, CLEARED);

        assertThat(attempts).isEmpty();
        assertThat(log.outcomes()).isEmpty();
    }

    @Test
    void anUnreadableRecordIsSetAside() throws InterruptedException {
        journey(TAKEN, (_, _, _) -> RESULT).unreadable(unreadable("no job id"));

        assertThat(log.deadLetters()).containsExactly("garbage".getBytes(UTF_8));
        assertThat(meters.get("tilefleet.dead.letters").counter().count()).isEqualTo(1);
        assertThat(log.outcomes()).isEmpty();
    }

    @Test
    void anUnreadableRecordOfAKnownJobFailsIt() throws InterruptedException {
        archive.claim(job);

        journey(TAKEN, (_, _, _) -> RESULT).unreadable(unreadable(job.jobID().toString()));

        assertThat(log.deadLetters()).hasSize(1);
        assertThat(problem().type()).isEqualTo(ProblemType.UNREADABLE_RECORD);
        assertThat(problem().detail()).endsWith("could not be read: it names no version");
        assertThat(register.find(job.jobID())).hasValue(only());
    }

    @Test
    void anUnreadableRecordOfAJobNobodyAskedForEndsNothing() throws InterruptedException {
        journey(TAKEN, (_, _, _) -> RESULT).unreadable(unreadable(job.jobID().toString()));

        assertThat(log.deadLetters()).hasSize(1);
        assertThat(register.find(job.jobID())).isEmpty();
    }

    @Test
    void anUnreadableRecordOfAJobOfANewerReleaseIsSetAsideOnly() throws InterruptedException {
        store.objects.put(ObjectKeys.job(job.jobID()), "{\"version\":\"2.0\"}".getBytes(UTF_8));

        journey(TAKEN, (_, _, _) -> RESULT).unreadable(unreadable(job.jobID().toString()));

        assertThat(log.deadLetters()).hasSize(1);
        assertThat(register.find(job.jobID())).isEmpty();
    }

    /** What an attempt does. */
    private interface TestingAttempt {
        Outcome.Result run(Job job, Patience patience, Stopwatch watch)
                throws InterruptedException, Patience.DeadlineExceededException;
    }

    private Journey journey(Instant now, TestingAttempt attempt) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        FleetMeters fleetMeters = new FleetMeters(meters);
        OutcomePublisher publisher = new OutcomePublisher(register, log.log(), fleetMeters);
        Attempt stages = (asked, _, name, patience, watch) -> {
            attempts.add(name);
            return attempt.run(asked, patience, watch);
        };
        Backoff backoff = new Backoff(Duration.ofMillis(1), Duration.ofMillis(1));
        Patience patience = new Patience(clock, backoff, TestingGates.gates());
        return new Journey(
                stages,
                TestingJobs.MODEL,
                "worker-7",
                archive,
                publisher,
                log.log(),
                clock,
                patience,
                backoff,
                fleetMeters.worker(job.process()));
    }

    private double redeliveries() {
        return meters.get("tilefleet.redeliveries")
                .tag("reason", "ended")
                .counter()
                .count();
    }

    private Outcome outcome(Outcome.Ending ending) {
        return Outcome.of(job, TestingJobs.SUBMITTED, ending, Optional.empty());
    }

    private Outcome only() {
        assertThat(log.outcomes()).hasSize(1);
        return log.outcomes().getFirst();
    }

    private Problem problem() {
        return ((Outcome.Failed) only().ending()).problem();
    }

    private static UnreadableRecord unreadable(String key) {
        return new UnreadableRecord(
                new ConsumerRecord<>("tilefleet.jobs.unet10", 0, 7, key.getBytes(UTF_8), "garbage".getBytes(UTF_8)),
                "it names no version");
    }
}
