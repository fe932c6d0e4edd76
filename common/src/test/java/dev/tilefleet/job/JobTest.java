package dev.tilefleet.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JobTest {
    private final Job job = TestingDocuments.JOB;

    @Test
    void isOverdueFromItsDeadlineOn() {
        assertThat(job.isOverdue(job.deadline().minusNanos(1))).isFalse();
        assertThat(job.isOverdue(job.deadline())).isTrue();
    }

    @Test
    void isExpiredFromThatInstantOn() {
        assertThat(job.isExpired(job.expires().minusNanos(1))).isFalse();
        assertThat(job.isExpired(job.expires())).isTrue();
    }
}
