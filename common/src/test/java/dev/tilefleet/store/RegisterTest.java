package dev.tilefleet.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.Problem;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.job.Sha256;
import dev.tilefleet.job.Timings;
import dev.tilefleet.job.UnreadableDocumentException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegisterTest {
    private final TestingTileStore store = new TestingTileStore();
    private final Register register = new Register(store);
    private final JobID job = JobID.random();

    @Test
    void theFirstProposalStands() {
        Outcome dismissed = outcome(new Outcome.Dismissed());

        assertThat(register.decide(dismissed)).isSameAs(dismissed);
        assertThat(register.find(job)).hasValue(dismissed);
    }

    @Test
    void aLaterProposalGetsTheOneThatStands() {
        Outcome dismissed = register.decide(outcome(new Outcome.Dismissed()));
        Outcome failed = outcome(new Outcome.Failed(new Problem(ProblemType.DEADLINE_EXCEEDED, "late")));

        assertThat(register.decide(failed)).isEqualTo(dismissed);
        assertThat(register.find(job)).hasValue(dismissed);
    }

    @Test
    void aProposalWhoseTimingsTheDocumentRoundsIsStillRecognised() {
        Outcome proposal = new Outcome(
                job,
                new ProcessID("cloud-mask"),
                "anonymous",
                Instant.EPOCH,
                new Outcome.Dismissed(),
                Optional.of(new Outcome.Execution(
                        Sha256.of(new byte[0]),
                        "worker-1",
                        "a1",
                        new Timings(Map.of(Timings.Stage.INFER, Duration.ofNanos(1_234_567))))),
                List.of());
        register.decide(proposal);

        assertThat(register.decide(proposal)).isSameAs(proposal);
    }

    @Test
    void aJobThatHasNotEndedHasNoOutcome() {
        assertThat(register.find(job)).isEmpty();
    }

    @Test
    void anOutcomeOfANewerReleaseIsNotOverwrittenButReported() {
        store.objects.put(ObjectKeys.outcome(job), "{\"version\":\"2.0\"}".getBytes(UTF_8));

        assertThatThrownBy(() -> register.decide(outcome(new Outcome.Dismissed())))
                .isInstanceOf(UnreadableDocumentException.class);
    }

    private Outcome outcome(Outcome.Ending ending) {
        return new Outcome(
                job, new ProcessID("cloud-mask"), "anonymous", Instant.EPOCH, ending, Optional.empty(), List.of());
    }
}
