package dev.tilefleet.api.jobs;

import static dev.tilefleet.api.jobs.TestingLife.SUBMITTED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.api.access.Caller;
import dev.tilefleet.job.Documents;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.job.Status;
import dev.tilefleet.job.Tombstone;
import dev.tilefleet.store.JobArchive;
import dev.tilefleet.store.ObjectKeys;
import dev.tilefleet.store.Register;
import dev.tilefleet.store.Tombstones;
import dev.tilefleet.telemetry.FleetMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DismissalTest {
    private static final Instant NOW = SUBMITTED.plus(Duration.ofHours(1));

    private static final Caller ALICE = new Caller("alice");

    private final TestingSystems systems = new TestingSystems();
    private final TestingLife life = new TestingLife(JobID.random());
    private final String input = ObjectKeys.newInput(life.id());
    private final JobView view = new JobView(10);
    private final Dismissal dismissal = dismissal(NOW);

    @Test
    void aJobThatHasNotEndedIsDismissedAtTheRegister() {
        systems.asked(life.job(input));

        KnownJob job = dismissal.dismiss(life.id(), ALICE);

        assertThat(job.status()).isEqualTo(Status.DISMISSED);
        assertThat(job.isRemoved()).isFalse();
        assertThat(systems.writes)
                .containsExactly(
                        "claim outcomes/" + life.id() + ".json", "send dev.tilefleet.job.ended.v1 " + told(outcome()));
        assertThat(systems.store.objects).containsKey(input);
    }

    @Test
    void whatAWorkerEndsInThatMomentStaysAsItEnded() {
        systems.asked(life.job(input));
        systems.justBefore("claim outcomes/", () -> systems.ended(life.successful()));

        KnownJob job = dismissal.dismiss(life.id(), ALICE);

        assertThat(job.status()).isEqualTo(Status.SUCCESSFUL);
        assertThat(systems.store.objects)
                .containsKeys(input, ObjectKeys.result(life.id(), "00c0ffee"))
                .doesNotContainKey(ObjectKeys.tombstone(life.id()));
    }

    @Test
    void anOverdueJobThatNobodyEndedHasFailed() {
        systems.asked(life.job(input));

        KnownJob job = dismissal(SUBMITTED.plus(Duration.ofHours(24))).dismiss(life.id(), ALICE);

        assertThat(job.status()).isEqualTo(Status.FAILED);
    }

    @Test
    void anEndedJobIsRemovedTombstoneFirst() {
        systems.asked(life.job(input));
        systems.ended(life.successful());

        KnownJob job = dismissal.dismiss(life.id(), ALICE);

        assertThat(job.status()).isEqualTo(Status.DISMISSED);
        assertThat(job.isRemoved()).isTrue();
        assertThat(job.submitted()).hasValue(SUBMITTED);
        assertThat(systems.writes)
                .containsExactly(
                        "claim tombstones/" + life.id() + ".json",
                        "send dev.tilefleet.job.removed.v1 " + life.id() + " " + text(tombstone()),
                        "delete " + input,
                        "delete " + ObjectKeys.result(life.id(), "00c0ffee"),
                        "delete " + ObjectKeys.result(life.id(), "5eed5eed"));
    }

    @Test
    void ofARemovedJobStaysWhatWasAskedAndHowItEnded() {
        removed();

        assertThat(systems.store.objects)
                .containsOnlyKeys(
                        ObjectKeys.job(life.id()), ObjectKeys.outcome(life.id()), ObjectKeys.tombstone(life.id()));
        assertThat(new Register(systems.store).find(life.id())).hasValue(life.successful());
        assertThat(view.find(life.id()).orElseThrow().isRemoved()).isTrue();
    }

    @Test
    void aJobThatNobodyWaitsForIsDismissed() {
        systems.asked(life.job(input));

        Outcome outcome = dismissal.withdraw(life.id());

        assertThat(outcome.ending()).isEqualTo(new Outcome.Dismissed());
        assertThat(view.find(life.id()).orElseThrow().status()).isEqualTo(Status.DISMISSED);
    }

    @Test
    void aJobThatEndedBeforeItsCallerLeftKeepsItsResult() {
        systems.asked(life.job(input));
        systems.ended(life.successful());

        Outcome outcome = dismissal.withdraw(life.id());

        assertThat(outcome).isEqualTo(life.successful());
        assertThat(systems.writes).isEmpty();
    }

    @Test
    void aJobThatEndsInTheMomentInWhichItsCallerLeavesKeepsItsResult() {
        systems.asked(life.job(input));
        systems.justBefore("claim outcomes/", () -> systems.ended(life.successful()));

        Outcome outcome = dismissal.withdraw(life.id());

        assertThat(outcome).isEqualTo(life.successful());
        assertThat(systems.store.objects).doesNotContainKey(ObjectKeys.tombstone(life.id()));
    }

    @Test
    void theInputsOfTwinsGoToo() {
        systems.asked(life.job(input));
        systems.store.objects.put(ObjectKeys.newInput(life.id()), new byte[1]);
        systems.ended(life.failed());

        dismissal.dismiss(life.id(), ALICE);

        assertThat(systems.store.list(ObjectKeys.INPUTS)).isEmpty();
    }

    @Test
    void aRemovedJobIsGone() {
        removed();

        assertThatThrownBy(() -> dismissal.dismiss(life.id(), ALICE))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem().type()).isEqualTo(ProblemType.JOB_REMOVED));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void aRemovalThatWasBrokenOffIsFinishedByRepeatingIt(int writes) {
        systems.asked(life.job(input));
        systems.ended(life.successful());
        systems.killAfter(writes);
        assertThatThrownBy(() -> dismissal.dismiss(life.id(), ALICE))
                .isInstanceOf(TestingSystems.KilledException.class);
        systems.heal();
        Instant later = NOW.plusSeconds(60);

        Optional<ProblemException> refusal = refusal(dismissal(later));

        assertThat(refusal.map(it -> it.problem().type()))
                .isEqualTo(writes == 0 ? Optional.empty() : Optional.of(ProblemType.JOB_REMOVED));
        assertThat(systems.store.objects)
                .containsOnlyKeys(
                        ObjectKeys.job(life.id()), ObjectKeys.outcome(life.id()), ObjectKeys.tombstone(life.id()));
        byte[] standing = systems.store.objects.get(ObjectKeys.tombstone(life.id()));
        assertThat(Documents.readTombstone(standing).removed()).isEqualTo(writes == 0 ? later : NOW);
        assertThat(systems.writes)
                .contains("send dev.tilefleet.job.removed.v1 " + life.id() + " " + new String(standing, UTF_8));
    }

    @Test
    void twoWhoRemoveAtOnceTellOfOneTombstone() {
        systems.asked(life.job(input));
        systems.ended(life.successful());
        Removal late = new Removal(systems.store, systems.log, view, at(NOW.plusSeconds(1)));
        dismissal.dismiss(life.id(), ALICE);

        assertThat(late.remove(life.job(input))).isEqualTo(tombstone());
        assertThat(systems.writes.stream()
                        .filter(write -> write.startsWith("send"))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void aJobThatNobodyAskedForIsNotThere() {
        assertThatThrownBy(() -> dismissal.dismiss(life.id(), ALICE))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem().type()).isEqualTo(ProblemType.NO_SUCH_JOB));
        assertThat(systems.writes).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anothersJobIsNotThere(boolean isEnded) {
        systems.asked(life.job(input));
        if (isEnded) {
            systems.ended(life.successful());
        }

        assertThatThrownBy(() -> dismissal.dismiss(life.id(), new Caller("bob")))
                .isInstanceOf(ProblemException.class)
                .hasMessage(Refusals.absent(life.id().toString()).getMessage());
        assertThat(systems.writes).isEmpty();
    }

    @Test
    void anothersJobThatWasRemovedIsNotThereToo() {
        removed();
        systems.writes.clear();

        assertThatThrownBy(() -> dismissal.dismiss(life.id(), new Caller("bob")))
                .isInstanceOf(ProblemException.class)
                .hasMessage(Refusals.absent(life.id().toString()).getMessage());
        assertThat(systems.writes).isEmpty();
    }

    private void removed() {
        systems.asked(life.job(input));
        systems.ended(life.successful());
        dismissal.dismiss(life.id(), ALICE);
    }

    private Optional<ProblemException> refusal(Dismissal by) {
        try {
            by.dismiss(life.id(), ALICE);
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(e);
        }
    }

    private Tombstone tombstone() {
        return Tombstone.of(life.job(input), NOW);
    }

    private Outcome outcome() {
        return Outcome.of(life.job(input), NOW, new Outcome.Dismissed(), Optional.empty());
    }

    private static String told(Outcome outcome) {
        return outcome.jobID() + " " + new String(Documents.write(outcome), UTF_8);
    }

    private static String text(Tombstone tombstone) {
        return new String(Documents.write(tombstone), UTF_8);
    }

    private Dismissal dismissal(Instant now) {
        JobArchive archive = new JobArchive(systems.store);
        Register register = new Register(systems.store);
        return new Dismissal(
                archive,
                register,
                new Tombstones(systems.store),
                new Decisions(
                        archive, register, systems.log, view, at(now), new FleetMeters(new SimpleMeterRegistry())),
                new Removal(systems.store, systems.log, view, at(now)));
    }

    private static Clock at(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }
}
