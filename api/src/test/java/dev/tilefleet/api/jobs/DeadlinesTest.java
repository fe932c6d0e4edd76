package dev.tilefleet.api.jobs;

import static dev.tilefleet.api.jobs.TestingLife.SUBMITTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.job.JobID;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    private final JobView view = new JobView(10);
    private final TestingLife life = new TestingLife(JobID.random());

    @Test
    void aJobIsOverdueFromItsDeadlineOn() {
        view.accepted(life.job());

        assertThat(view.overdue(SUBMITTED.plus(Duration.ofHours(24)).minusNanos(1)))
                .isEmpty();
        assertThat(view.overdue(SUBMITTED.plus(Duration.ofHours(24)))).containsExactly(life.id());
    }

    @Test
    void aRunningJobIsOverdueToo() {
        view.accepted(life.job());
        view.learn(KnownJob.running(life.progress(Duration.ofHours(1))));

        assertThat(view.overdue(SUBMITTED.plus(Duration.ofHours(25)))).containsExactly(life.id());
    }

    @Test
    void aJobThatEndedIsNeverOverdue() {
        view.accepted(life.job());
        view.ended(life.successful());

        assertThat(view.overdue(SUBMITTED.plus(Duration.ofDays(30)))).isEmpty();
    }

    @Test
    void aJobWhoseDeadlineIsNotKnownYetIsNotOverdue() {
        view.learn(KnownJob.running(life.progress(Duration.ZERO)));

        assertThat(view.overdue(SUBMITTED.plus(Duration.ofDays(30)))).isEmpty();
    }
}
