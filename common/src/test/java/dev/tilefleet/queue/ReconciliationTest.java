package dev.tilefleet.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.job.Documents;
import dev.tilefleet.job.Job;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.store.ObjectKeys;
import dev.tilefleet.store.TestingTileStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
    private static final Job JOB = TestingRecords.JOB;
    private static final String WITHOUT_TOPIC = "unet7";

    private final TestingTileStore store = new TestingTileStore();
    private final List<Job> queued = new ArrayList<>();

    @Test
    void queuesAJobThatHasNotEnded() {
        asked(JOB);

        Reconciliation.Summary summary = at(JOB.submitted()).run();

        assertThat(queued).containsExactly(JOB);
        assertThat(summary).isEqualTo(new Reconciliation.Summary(1, 0, 1, 0, Map.of(), List.of()));
    }

    @Test
    void leavesAJobThatHasEnded() {
        asked(JOB);
        ended(JOB);

        Reconciliation.Summary summary = at(JOB.submitted()).run();

        assertThat(queued).isEmpty();
        assertThat(summary).isEqualTo(new Reconciliation.Summary(1, 1, 0, 0, Map.of(), List.of()));
    }

    @Test
    void anotherJobsEndIsNotItsOwn() {
        asked(JOB);
        ended(TestingRecords.job(JobID.random(), "cloud-mask"));

        at(JOB.submitted()).run();

        assertThat(queued).containsExactly(JOB);
    }

    @Test
    void queuesAnOverdueJobSoThatAWorkerEndsIt() {
        asked(JOB);

        at(JOB.deadline()).run();

        assertThat(queued).containsExactly(JOB);
    }

    @Test
    void skipsAJobFromTheInstantItExpires() {
        asked(JOB);

        Reconciliation.Summary summary = at(JOB.expires()).run();

        assertThat(queued).isEmpty();
        assertThat(summary).isEqualTo(new Reconciliation.Summary(1, 0, 0, 1, Map.of(), List.of()));
    }

    @Test
    void namesWhatItCannotReadAndGoesOn() {
        // Comes first, whatever the id of the other.
        store.objects.put("jobs/!.json", "{}".getBytes(UTF_8));
        asked(JOB);

        Reconciliation.Summary summary = at(JOB.submitted()).run();

        assertThat(queued).containsExactly(JOB);
        assertThat(summary.jobs()).isEqualTo(2);
        assertThat(summary.unreadable())
                .containsExactly(
                        new Reconciliation.Unreadable("jobs/!.json", "not a job document: it names no version"));
    }

    @Test
    void countsAJobWithoutATopicAndGoesOn() {
        // Comes first, whatever the id of the other.
        asked(TestingRecords.job(JobID.of("00000000-0000-4000-8000-000000000000"), WITHOUT_TOPIC));
        asked(JOB);

        Reconciliation.Summary summary = at(JOB.submitted()).run();

        assertThat(queued).containsExactly(JOB);
        assertThat(summary)
                .isEqualTo(new Reconciliation.Summary(2, 0, 1, 0, Map.of(new ProcessID(WITHOUT_TOPIC), 1), List.of()));
        assertThat(summary.isComplete()).isFalse();
    }

    @Test
    void countsEachJobOnce() {
        Job expired = TestingRecords.job(JobID.random(), "unet10");
        Job ended = later(JobID.random());
        Job waiting = later(JobID.random());
        asked(expired);
        asked(ended);
        ended(ended);
        asked(waiting);
        asked(later(JobID.random(), WITHOUT_TOPIC));
        store.objects.put("jobs/nothing", "x".getBytes(UTF_8));

        Reconciliation.Summary summary = at(expired.expires()).run();

        assertThat(queued).containsExactly(waiting);
        assertThat(List.of(summary.jobs(), summary.ended(), summary.queued(), summary.expired(), summary.stranded()))
                .containsExactly(5, 1, 1, 1, 1);
        assertThat(summary.unreadable()).hasSize(1);
    }

    @Test
    void endsWhereTheQueueDoesNotTakeAJob() {
        asked(JOB);
        Reconciliation refused = new Reconciliation(
                store,
                _ -> true,
                _ -> {
                    throw new QueueUnavailableException("no broker", null);
                },
                JOB::submitted);

        assertThatThrownBy(refused::run).isInstanceOf(QueueUnavailableException.class);
    }

    private Reconciliation at(Instant now) {
        return new Reconciliation(store, process -> !process.value().equals(WITHOUT_TOPIC), queued::add, () -> now);
    }

    private void asked(Job job) {
        store.objects.put(ObjectKeys.job(job.jobID()), Documents.write(job));
    }

    private void ended(Job job) {
        Outcome outcome = Outcome.of(job, job.submitted(), new Outcome.Dismissed(), Optional.empty());
        store.objects.put(ObjectKeys.outcome(job.jobID()), Documents.write(outcome));
    }

    /** A job that outlives those of {@link TestingRecords}. */
    private static Job later(JobID id) {
        return later(id, "cloud-mask");
    }

    private static Job later(JobID id, String process) {
        Job job = TestingRecords.job(id, process);
        return new Job(
                id,
                job.process(),
                job.owner(),
                job.input(),
                job.modelDigest(),
                job.submitted(),
                job.deadline(),
                job.expires().plus(Duration.ofDays(1)),
                job.callbacks(),
                job.parameters());
    }
}
