package dev.tilefleet.api.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.api.access.Caller;
import dev.tilefleet.api.jobs.KnownJob;
import dev.tilefleet.api.jobs.TestingJobs;
import dev.tilefleet.api.jobs.TestingLife;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.job.Status;
import dev.tilefleet.store.StoreUnavailableException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FollowingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Caller CALLER = new Caller("alice");
    private static final Duration MUCH_PATIENCE = Duration.ofMinutes(5);

    private final TestingLife life = new TestingLife(JobID.random());
    private final TestingJobs jobs = new TestingJobs(life);
    private final TestingLoop loop = new TestingLoop(jobs::pass);
    private final Promise<Void> hangUp = Promise.promise();
    private final Following following = new Following(() -> loop, jobs.view(), jobs.finder()::find);
    private boolean stillWaits;

    @AfterEach
    void whoeverIsAnsweredLeavesNothing() {
        if (!stillWaits) {
            assertThat(jobs.listenedTo()).isZero();
            assertThat(loop.waiting()).isZero();
            assertThat(following.waiting()).isZero();
        }
    }

    @Test
    void answersAtOnceAboutAJobThatHasEnded() {
        jobs.end(life.failed());

        Future<KnownJob> answer = await(PATIENCE);

        assertThat(answer.result().status()).isEqualTo(Status.FAILED);
        assertThat(answer.result().ending()).hasValue(life.failed().ending());
    }

    @Test
    void waitsForTheEnd() {
        Future<KnownJob> answer = await(PATIENCE);

        loop.pass(PATIENCE.dividedBy(2));
        assertThat(answer.isComplete()).isFalse();
        jobs.end(life.successful());

        assertThat(answer.result().status()).isEqualTo(Status.SUCCESSFUL);
    }

    @Test
    void goesOnWhenAWorkerBegins() {
        stillWaits = true;
        Future<KnownJob> answer = await(PATIENCE);

        jobs.begin(life.progress(Duration.ofSeconds(1)));

        assertThat(answer.isComplete()).isFalse();
    }

    @Test
    void tellsWhatIsKnownWhenPatienceIsOver() {
        Future<KnownJob> answer = await(PATIENCE);
        jobs.begin(life.progress(Duration.ofSeconds(1)));

        loop.pass(PATIENCE);

        assertThat(answer.result().status()).isEqualTo(Status.RUNNING);
        assertThat(jobs.lookUps()).isEmpty();
    }

    @Test
    void answersAtOnceToWhoHasNoPatience() {
        Future<KnownJob> answer = await(Duration.ZERO);

        assertThat(answer.result().status()).isEqualTo(Status.ACCEPTED);
    }

    @Test
    void tellsManyAtOnce() {
        Future<KnownJob> one = await(PATIENCE);
        Future<KnownJob> other = await(MUCH_PATIENCE);

        jobs.end(life.failed());

        assertThat(one.result()).isEqualTo(other.result());
    }

    @Test
    void hearsOfAnEndThoughTheViewHasForgottenTheJob() {
        Future<KnownJob> answer = await(PATIENCE);
        jobs.forget();

        jobs.end(life.failed());

        assertThat(answer.result().status()).isEqualTo(Status.FAILED);
    }

    @Test
    void seesAnEndThatNobodyTold() {
        Future<KnownJob> answer = await(MUCH_PATIENCE);
        jobs.store(Future.succeededFuture(life.failed()));

        loop.pass(Duration.ofMinutes(1));

        assertThat(answer.result().status()).isEqualTo(Status.FAILED);
        assertThat(jobs.lookUps()).hasSize(1);
    }

    @Test
    void asksTheStoreOnceAMinuteOfSilence() {
        stillWaits = true;
        Future<KnownJob> answer = await(MUCH_PATIENCE);
        jobs.store(Future.succeededFuture());

        loop.pass(MUCH_PATIENCE.minusSeconds(1));

        assertThat(answer.isComplete()).isFalse();
        assertThat(jobs.lookUps()).hasSize(4);
    }

    @Test
    void aStoreThatIsAwayMeanwhileEndsNothing() {
        Future<KnownJob> answer = await(MUCH_PATIENCE);
        jobs.store(Future.failedFuture(new StoreUnavailableException("away")));
        loop.pass(Duration.ofMinutes(2));
        jobs.store(Future.succeededFuture(life.successful()));

        loop.pass(Duration.ofMinutes(1));

        assertThat(answer.result().status()).isEqualTo(Status.SUCCESSFUL);
    }

    @Test
    void failsWhereTheStoreIsAwayWhenPatienceIsOver() {
        Future<KnownJob> answer = await(MUCH_PATIENCE);
        jobs.store(Future.failedFuture(new StoreUnavailableException("away")));

        loop.pass(MUCH_PATIENCE);

        assertThat(answer.cause()).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void aJobThatIsRemovedIsGone() {
        Future<KnownJob> answer = await(PATIENCE);

        jobs.remove(life.tombstone());

        assertThat(answer.cause())
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().type()).isEqualTo(ProblemType.JOB_REMOVED));
    }

    @Test
    void nobodyWaitsForAJobThatIsNotThere() {
        jobs.forget();
        ProblemException absent = new ProblemException(ProblemType.NO_SUCH_JOB, "none");
        jobs.store(Future.failedFuture(absent));

        Future<KnownJob> answer = await(PATIENCE);

        assertThat(answer.cause()).isSameAs(absent);
    }

    @Test
    void nobodyHearsOfAnothersJobThoughItEndsWhileTheStoreIsAskedWhoseItIs() {
        jobs.forget();
        Promise<Outcome> store = Promise.promise();
        jobs.store(store.future());
        Future<KnownJob> answer = following.await(life.id(), new Caller("bob"), PATIENCE, hangUp.future());

        jobs.end(life.successful());

        assertThat(answer.cause())
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().type()).isEqualTo(ProblemType.NO_SUCH_JOB));
    }

    @Test
    void whoHangsUpLeavesNothing() {
        Future<KnownJob> answer = await(PATIENCE);

        hangUp.complete();

        assertThat(answer.cause()).isInstanceOf(HungUpException.class);
    }

    @Test
    void whoPollsIsSentAwayWhenTheProcessStops() {
        Future<KnownJob> before = poll();

        following.stop();
        Future<KnownJob> after = poll();

        assertThat(before.result().status()).isEqualTo(Status.ACCEPTED);
        assertThat(after.result().status()).isEqualTo(Status.ACCEPTED);
    }

    @Test
    void whoGetsHisResultFromHereWaitsOnWhenTheProcessStops() {
        Future<KnownJob> answer = await(PATIENCE);

        following.stop();
        assertThat(answer.isComplete()).isFalse();
        jobs.end(life.successful());

        assertThat(answer.result().status()).isEqualTo(Status.SUCCESSFUL);
    }

    @Test
    void countsWhoWaits() {
        Future<KnownJob> poll = poll();
        stillWaits = true;

        assertThat(following.waiting()).isOne();
        assertThat(poll.isComplete()).isFalse();
    }

    private Future<KnownJob> await(Duration patience) {
        return following.await(life.id(), CALLER, patience, hangUp.future());
    }

    private Future<KnownJob> poll() {
        return following.poll(life.id(), CALLER, PATIENCE, hangUp.future());
    }
}
