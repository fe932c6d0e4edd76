package dev.tilefleet.standalone.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.Problem;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.job.Sha256;
import dev.tilefleet.standalone.chaos.Evidence.Answer;
import dev.tilefleet.standalone.chaos.Evidence.End;
import dev.tilefleet.standalone.chaos.Evidence.Mask;
import dev.tilefleet.standalone.processes.TinyTile;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each invariant finds what breaks it, and nothing in a fleet that kept its promise. */
final class InvariantsTest {
    private static final JobID JOB = JobID.random();
    private static final Instant NOW = Instant.EPOCH;
    private static final String MASK = "results/" + JOB + "/0123456789abcdef/mask.npy";
    private static final Outcome SUCCESS =
            outcome(new Outcome.Successful(new Outcome.Result(MASK, 4_096, Sha256.finish(Sha256.running()))));
    private static final Outcome DISMISSED = outcome(new Outcome.Dismissed());

    private final Set<JobID> dismissals = new HashSet<>();
    private final Map<JobID, Set<String>> told = new HashMap<>();
    private final Set<String> keys = new HashSet<>(
            Set.of("inputs/" + JOB + "/0123456789abcdef", "jobs/" + JOB + ".json", "outcomes/" + JOB + ".json", MASK));
    private final Map<JobID, Outcome> outcomes = new HashMap<>(Map.of(JOB, SUCCESS));
    private List<Outcome> ends = List.of(SUCCESS, SUCCESS);
    private List<Answer> answers =
            List.of(new Answer("api-1", 200, "successful"), new Answer("api-2", 200, "successful"));
    private Mask mask = new Mask(true, true);
    private long lag;
    private List<String> deaths = List.of();

    @Test
    void aPromiseThatIsKeptBreaksNone() {
        assertThat(violations()).isEmpty();
    }

    @Test
    void remainsThatLifecycleRemovesBreakNone() {
        keys.add("inputs/" + JobID.random() + "/0123456789abcdef");
        keys.add("results/" + JOB + "/ffffffffffffffff/mask.npy");
        keys.add("jobs/" + JobID.random() + ".json");
        keys.add("probes/0123456789abcdef/race-1");

        assertThat(violations()).isEmpty();
    }

    @Test
    void aLostJobIsFound() {
        outcomes.clear();
        ends = List.of();
        keys.removeIf(key -> key.startsWith("outcomes") || key.startsWith("results"));
        answers = List.of(new Answer("api-1", 200, "running"));

        assertThat(violations())
                .containsExactly("has no outcome in the store", "is ended, and api-1 answers 200 running");
    }

    @Test
    void aReplicaThatDoesNotKnowIsFound() {
        answers = List.of(new Answer("api-1", 200, "successful"), new Answer("api-2", 404, ""));

        assertThat(violations()).containsExactly("is successful, and api-2 answers 404 ");
    }

    @Test
    void aSecondEndOnTheLogIsFound() {
        ends = List.of(SUCCESS, DISMISSED);

        assertThat(violations()).singleElement().asString().contains("tells another outcome than the store");
    }

    @Test
    void anEndThatWasNeverToldIsFound() {
        ends = List.of();

        assertThat(violations()).containsExactly("has an outcome that the log never told");
    }

    @Test
    void anEndThatWasTakenBackIsFound() {
        told.put(JOB, Set.of("successful", "failed"));

        assertThat(violations()).singleElement().asString().startsWith("was told to be failed");
    }

    @Test
    void aWrongMaskIsFound() {
        mask = new Mask(true, false);

        assertThat(violations()).containsExactly("has a wrong mask");
    }

    @Test
    void anAbsentMaskIsFoundUnlessTheJobIsRemoved() {
        mask = Mask.ABSENT;
        assertThat(violations()).containsExactly("is successful and has no mask");

        keys.add("tombstones/" + JOB + ".json");
        answers = List.of(new Answer("api-1", 410, ""), new Answer("api-2", 410, ""));
        assertThat(violations()).isEmpty();
    }

    @Test
    void aFailureIsFoundWhereNoTileIsAtFault() {
        end(outcome(new Outcome.Failed(new Problem(ProblemType.WORKER_CRASHED, "three times"))), "failed");

        assertThat(violations()).singleElement().asString().contains("worker-crashed");
    }

    @Test
    void aDismissalThatNobodyAskedForIsFound() {
        end(DISMISSED, "dismissed");
        assertThat(violations()).containsExactly("is dismissed, and nobody wanted that");

        dismissals.add(JOB);
        assertThat(violations()).isEmpty();
    }

    @Test
    void lagDeathsAndObjectsOfNothingAreFound() {
        lag = 2;
        deaths = List.of("worker-1 ended of itself");
        keys.add("results/" + JobID.random() + "/0123456789abcdef/mask.npy");
        keys.add("surprise");

        assertThat(violations())
                .hasSize(4)
                .contains("partition 0 has a lag of 2", "surprise belongs to nothing", "worker-1 ended of itself");
    }

    private void end(Outcome outcome, String status) {
        outcomes.put(JOB, outcome);
        ends = List.of(outcome);
        answers = List.of(new Answer("api-1", 200, status));
    }

    private List<String> violations() {
        Evidence evidence = new Evidence(
                List.of(new Promise(JOB, new TinyTile(1), "api-1", NOW)),
                dismissals,
                Set.of(),
                told,
                keys,
                outcomes,
                ends.stream().map(outcome -> new End(0, 0, NOW, outcome)).toList(),
                Map.of(JOB, answers),
                Map.of(JOB, mask),
                Map.of(0, lag),
                deaths);
        return Invariants.violations(evidence).stream().map(Violation::what).toList();
    }

    private static Outcome outcome(Outcome.Ending ending) {
        return new Outcome(JOB, new ProcessID("tiny"), "everybody", NOW, ending, Optional.empty(), List.of());
    }
}
