package dev.tilefleet.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.api.access.Caller;
import dev.tilefleet.job.JobID;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** By what the view learns and forgets. */
class OpenJobsTest {
    private static final Caller ALICE = new Caller("alice");
    private static final int CAPACITY = 3;

    private final JobView view = new JobView(CAPACITY);
    private final TestingLife life = new TestingLife(JobID.random());

    @Test
    void aJobIsOpenUntilItEnds() {
        view.accepted(life.job());
        assertThat(view.openJobs(ALICE)).isEqualTo(1);
        view.learn(KnownJob.running(life.progress(Duration.ofSeconds(1))));
        assertThat(view.openJobs(ALICE)).isEqualTo(1);

        view.ended(life.successful());

        assertThat(view.openJobs(ALICE)).isZero();
    }

    @Test
    void whatIsToldTwiceCountsOnce() {
        view.accepted(life.job());
        view.accepted(life.job());
        assertThat(view.openJobs(ALICE)).isEqualTo(1);

        view.ended(life.dismissed());
        view.ended(life.dismissed());
        view.removed(life.tombstone());

        assertThat(view.openJobs(ALICE)).isZero();
    }

    @Test
    void aRecordThatComesAfterTheEndOpensNothing() {
        view.ended(life.failed());

        view.accepted(life.job());

        assertThat(view.openJobs(ALICE)).isZero();
    }

    @Test
    void aHintIsNobodysUntilItIsKnownWhoseTheJobIs() {
        view.learn(KnownJob.running(life.progress(Duration.ofSeconds(1))));
        assertThat(view.openJobs(ALICE)).isZero();

        view.accepted(life.job());

        assertThat(view.openJobs(ALICE)).isEqualTo(1);
    }

    @Test
    void eachOwnerHasHisOwn() {
        view.accepted(life.job());

        assertThat(view.openJobs(new Caller("bob"))).isZero();
    }

    @Test
    void whatTheViewForgetsIsNotCounted() {
        Stream.generate(() -> new TestingLife(JobID.random()))
                .limit(CAPACITY + 2)
                .forEach(each -> view.accepted(each.job()));
        assertThat(view.openJobs(ALICE)).isEqualTo(CAPACITY);

        view.forgetUntil(TestingLife.SUBMITTED);

        assertThat(view.openJobs(ALICE)).isZero();
    }
}
