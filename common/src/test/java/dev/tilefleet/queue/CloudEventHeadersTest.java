package dev.tilefleet.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.job.Progress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The headers as other programs see them: CloudEvents 1.0, Kafka binding, binary content mode. */
class CloudEventHeadersTest {

    @Test
    void aJobIsAccepted() {
        assertThat(TestingRecords.text(CloudEventHeaders.accepted(TestingRecords.JOB)))
                .isEqualTo("""
                        ce_id: 0b9f4f3e-6a3c-4f0e-9d5a-2f1c7e8b9a10-accepted
                        ce_source: /processes/cloud-mask
                        ce_specversion: 1.0
                        ce_subject: 0b9f4f3e-6a3c-4f0e-9d5a-2f1c7e8b9a10
                        ce_time: 2026-11-01T12:00:00.123456Z
                        ce_type: dev.tilefleet.job.accepted.v1
                        content-type: application/json""");
    }

    @Test
    void aJobEnds() {
        assertThat(TestingRecords.text(CloudEventHeaders.ended(TestingRecords.OUTCOME)))
                .isEqualTo("""
                        ce_id: 0b9f4f3e-6a3c-4f0e-9d5a-2f1c7e8b9a10-ended
                        ce_source: /processes/cloud-mask
                        ce_specversion: 1.0
                        ce_subject: 0b9f4f3e-6a3c-4f0e-9d5a-2f1c7e8b9a10
                        ce_time: 2026-11-01T12:00:02.5Z
                        ce_type: dev.tilefleet.job.ended.v1
                        content-type: application/json""");
    }

    @Test
    void aJobIsRemoved() {
        assertThat(TestingRecords.text(CloudEventHeaders.removed(TestingRecords.TOMBSTONE)))
                .isEqualTo("""
                        ce_id: 0b9f4f3e-6a3c-4f0e-9d5a-2f1c7e8b9a10-removed
                        ce_source: /processes/cloud-mask
                        ce_specversion: 1.0
                        ce_subject: 0b9f4f3e-6a3c-4f0e-9d5a-2f1c7e8b9a10
                        ce_time: 2026-11-03T12:00:00Z
                        ce_type: dev.tilefleet.job.removed.v1
                        content-type: application/json""");
    }

    @Test
    void aJobRuns() {
        assertThat(TestingRecords.text(CloudEventHeaders.progress(TestingRecords.PROGRESS)))
                .isEqualTo("""
                        ce_id: 0b9f4f3e-6a3c-4f0e-9d5a-2f1c7e8b9a10-running-worker-7-1793534401000
                        ce_source: /processes/cloud-mask
                        ce_specversion: 1.0
                        ce_subject: 0b9f4f3e-6a3c-4f0e-9d5a-2f1c7e8b9a10
                        ce_time: 2026-11-01T12:00:01Z
                        ce_type: dev.tilefleet.job.progress.v1
                        content-type: application/json""");
    }

    @Test
    void aSecondAttemptOfOneWorkerIsAnotherEvent() {
        Progress first = TestingRecords.PROGRESS;
        Progress second = new Progress(
                first.jobID(), first.process(), first.worker(), first.since().plus(Duration.ofSeconds(9)));

        assertThat(CloudEventHeaders.progress(second).lastHeader("ce_id"))
                .isNotEqualTo(CloudEventHeaders.progress(first).lastHeader("ce_id"));
    }
}
