package dev.tilefleet.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/** What is written comes back equal. */
class RoundTripTest {
    static final List<Job> JOBS =
            List.of(TestingDocuments.JOB, TestingDocuments.JOB_OF_OLD, TestingDocuments.JOB_MINIMAL);
    static final List<Outcome> OUTCOMES =
            List.of(TestingDocuments.SUCCESSFUL, TestingDocuments.FAILED, TestingDocuments.DISMISSED);

    @ParameterizedTest
    @FieldSource("JOBS")
    void aJobComesBackEqual(Job job) {
        Job read = Documents.readJob(Documents.write(job));

        assertThat(read).isEqualTo(job);
    }

    @ParameterizedTest
    @FieldSource("OUTCOMES")
    void anOutcomeComesBackEqual(Outcome outcome) {
        Outcome read = Documents.readOutcome(Documents.write(outcome));

        assertThat(read).isEqualTo(outcome);
    }

    @Test
    void aProgressHintComesBackEqual() {
        Progress read = Documents.readProgress(Documents.write(TestingDocuments.PROGRESS));

        assertThat(read).isEqualTo(TestingDocuments.PROGRESS);
    }

    @Test
    void aDeliveryComesBackEqual() {
        Delivery read = Documents.readDelivery(Documents.write(TestingDocuments.DELIVERY));

        assertThat(read).isEqualTo(TestingDocuments.DELIVERY);
    }

    @Test
    void aDeliveryOfATraceComesBackEqual() {
        Delivery delivery = Delivery.of(
                TestingDocuments.SUCCESSFUL,
                TestingDocuments.CALLBACKS.getFirst(),
                3,
                Instant.EPOCH,
                Instant.EPOCH,
                Optional.of(new TraceParent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")));

        assertThat(Documents.readDelivery(Documents.write(delivery))).isEqualTo(delivery);
    }

    @Test
    void aProgressHintForSomebodyComesBackEqual() {
        Progress hint = new Progress(
                TestingDocuments.ID, TestingDocuments.PROCESS, "worker-7", Instant.EPOCH, TestingDocuments.CALLBACKS);

        assertThat(Documents.readProgress(Documents.write(hint))).isEqualTo(hint);
    }

    @Test
    void aTombstoneComesBackEqual() {
        Tombstone read = Documents.readTombstone(Documents.write(TestingDocuments.TOMBSTONE));

        assertThat(read).isEqualTo(TestingDocuments.TOMBSTONE);
    }

    @Test
    void aKeyClaimComesBackEqual() {
        KeyClaim read = Documents.readKeyClaim(Documents.write(TestingDocuments.KEY));

        assertThat(read).isEqualTo(TestingDocuments.KEY);
    }

    @ParameterizedTest
    @EnumSource
    void everyTypeOfProblemComesBackEqual(ProblemType type) {
        Outcome failed = failedWith(new Problem(type, "What was found, and what to change."));

        Outcome read = Documents.readOutcome(Documents.write(failed));

        assertThat(read).isEqualTo(failed);
    }

    @Test
    void aJobReadAndWrittenAgainIsTheSameBytes() {
        byte[] first = Documents.write(TestingDocuments.JOB);

        byte[] second = Documents.write(Documents.readJob(first));

        assertThat(second).isEqualTo(first);
    }

    @Test
    void timingsAreKeptToTheMicrosecond() {
        Timings timings = new Timings(Map.of(Timings.Stage.INFER, Duration.ofNanos(604_123_456)));
        Outcome outcome = Outcome.of(
                TestingDocuments.JOB,
                Instant.EPOCH,
                new Outcome.Dismissed(),
                Optional.of(new Outcome.Execution(TestingDocuments.MODEL, "worker-7", "a", timings)));

        Outcome read = Documents.readOutcome(Documents.write(outcome));

        assertThat(read.execution().orElseThrow().timings().byStage())
                .containsExactly(Map.entry(Timings.Stage.INFER, Duration.ofNanos(604_123_000)));
    }

    private static Outcome failedWith(Problem problem) {
        return Outcome.of(TestingDocuments.JOB_MINIMAL, Instant.EPOCH, new Outcome.Failed(problem), Optional.empty());
    }
}
