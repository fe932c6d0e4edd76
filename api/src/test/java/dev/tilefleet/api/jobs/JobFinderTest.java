package dev.tilefleet.api.jobs;

import static dev.tilefleet.api.jobs.TestingLife.SUBMITTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.api.access.Caller;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.job.Status;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobFinderTest {
    private static final TestingLife LIFE = new TestingLife(TestingLife.ID);
    private static final String ID = TestingLife.ID.toString();
    private static final Caller ALICE = new Caller("alice");
    private static final Caller BOB = new Caller("bob");

    private final JobView view = new JobView(10);
    private final List<JobID> lookedUp = new ArrayList<>();

    @Test
    void answersFromTheView() {
        view.accepted(LIFE.job());

        Future<KnownJob> found = finder(SUBMITTED.plusSeconds(59)).find(LIFE.id(), ALICE);

        assertThat(found.result().status()).isEqualTo(Status.ACCEPTED);
        assertThat(lookedUp).isEmpty();
    }

    @Test
    void looksUpAJobThatIsNotInTheView() {
        Future<KnownJob> found = finder(SUBMITTED).find(LIFE.id(), ALICE);

        assertThat(found.result().status()).isEqualTo(Status.SUCCESSFUL);
        assertThat(lookedUp).containsExactly(LIFE.id());
    }

    @Test
    void looksUpAJobOfWhichNothingIsHeard() {
        view.accepted(LIFE.job());

        finder(SUBMITTED.plus(JobFinder.SILENCE)).find(LIFE.id(), ALICE);

        assertThat(lookedUp).containsExactly(LIFE.id());
    }

    @Test
    void asksTheStoreOnceASilenceHoweverOftenItIsAsked() {
        view.accepted(LIFE.job());
        view.learn(KnownJob.accepted(LIFE.job(), SUBMITTED.plus(Duration.ofMinutes(10))));

        finder(SUBMITTED.plus(Duration.ofMinutes(10)).plusSeconds(30)).find(LIFE.id(), ALICE);

        assertThat(lookedUp).isEmpty();
    }

    @Test
    void looksUpAnOverdueJob() {
        view.learn(KnownJob.accepted(LIFE.job(), SUBMITTED.plus(Duration.ofHours(24))));

        finder(SUBMITTED.plus(Duration.ofHours(24))).find(LIFE.id(), ALICE);

        assertThat(lookedUp).containsExactly(LIFE.id());
    }

    @Test
    void asksOnceBeforeItSaysThatAJobHasNotEnded() {
        Future<KnownJob> found = finder(SUBMITTED).findEnd(ID, ALICE);

        assertThat(found.succeeded()).isTrue();
        assertThat(lookedUp).hasSize(1);
    }

    @Test
    void doesNotAskAboutAnEndThatIsKnown() {
        view.ended(LIFE.failed());

        Future<KnownJob> found = finder(SUBMITTED).findEnd(ID, ALICE);

        assertThat(found.result().status()).isEqualTo(Status.FAILED);
        assertThat(lookedUp).isEmpty();
    }

    @Test
    void aJobThatTheViewKnowsAsRemovedIsGoneWhateverComesAfter() {
        view.removed(LIFE.tombstone());
        view.accepted(LIFE.job());
        view.ended(LIFE.successful());

        assertRefused(ProblemType.JOB_REMOVED, finder(SUBMITTED).find(LIFE.id(), ALICE));
        assertRefused(ProblemType.JOB_REMOVED, finder(SUBMITTED).findEnd(ID, ALICE));
        assertThat(lookedUp).isEmpty();
    }

    @Test
    void asksTheStoreForWhomTheViewHasMisled() {
        view.ended(LIFE.failed());

        finder(SUBMITTED).findAgain(LIFE.id(), ALICE);

        assertThat(lookedUp).containsExactly(LIFE.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "0B9F4F3E-6A3C-4F0E-9D5A-2F1C7E8B9A10", "0b9f4f3e-6a3c-4f0e-9d5a-2f1c7e8b9a10/"})
    void whatIsNoIdIsNoJob(String text) {
        assertRefused(ProblemType.NO_SUCH_JOB, finder(SUBMITTED).findEnd(text, ALICE));
        assertThat(lookedUp).isEmpty();
    }

    @Test
    void toOthersAJobIsNone() {
        view.accepted(LIFE.job());
        view.ended(LIFE.successful());

        assertRefused(ProblemType.NO_SUCH_JOB, finder(SUBMITTED).find(LIFE.id(), BOB));
        assertRefused(ProblemType.NO_SUCH_JOB, finder(SUBMITTED).findEnd(ID, BOB));
        assertRefused(ProblemType.NO_SUCH_JOB, finder(SUBMITTED).findAgain(LIFE.id(), BOB));
    }

    @Test
    void toOthersARemovedJobIsNoneToo() {
        view.removed(LIFE.tombstone());

        assertRefused(ProblemType.NO_SUCH_JOB, finder(SUBMITTED).find(LIFE.id(), BOB));
        assertRefused(ProblemType.NO_SUCH_JOB, finder(SUBMITTED).findAgain(LIFE.id(), BOB));
    }

    @Test
    void toOthersAJobThatOnlyTheStoreKnowsIsNone() {
        assertRefused(ProblemType.NO_SUCH_JOB, finder(SUBMITTED).find(LIFE.id(), BOB));
        assertThat(lookedUp).containsExactly(LIFE.id());
    }

    @Test
    void whoMeetsAnothersJobReadsWhatHeReadsOfNone() {
        view.accepted(LIFE.job());

        assertThat(finder(SUBMITTED).find(LIFE.id(), BOB).cause())
                .hasMessage(Refusals.absent(ID).getMessage());
    }

    @Test
    void doesNotAskTheStoreForOthers() {
        view.accepted(LIFE.job());

        finder(SUBMITTED.plus(Duration.ofHours(24))).findEnd(ID, BOB);

        assertThat(lookedUp).isEmpty();
    }

    @Test
    void asksTheStoreWhoseAJobIsOfWhichOnlyAHintIsHeard() {
        view.learn(KnownJob.running(LIFE.progress(Duration.ZERO)));

        assertThat(finder(SUBMITTED).find(LIFE.id(), ALICE).succeeded()).isTrue();
        assertThat(lookedUp).containsExactly(LIFE.id());
    }

    private static void assertRefused(ProblemType type, Future<KnownJob> answer) {
        assertThat(answer.cause())
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().type()).isEqualTo(type));
    }

    private JobFinder finder(Instant now) {
        return new JobFinder(view, Clock.fixed(now, ZoneOffset.UTC), new SingleFlight<>(job -> {
            lookedUp.add(job);
            return Future.succeededFuture(view.learn(KnownJob.ended(LIFE.successful())));
        }));
    }
}
