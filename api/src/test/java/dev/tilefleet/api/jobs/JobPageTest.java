package dev.tilefleet.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.api.access.Caller;
import dev.tilefleet.api.jobs.SubmissionOrder.Place;
import dev.tilefleet.job.Job;
import dev.tilefleet.job.JobID;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pages of what a view holds. */
@Timeout(60)
class JobPageTest {
    private static final Caller ALICE = new Caller("alice");

    private final JobView view = new JobView(100_000);

    @Test
    void beginsWithTheJobSubmittedLast() {
        List<JobID> jobs = submitted(5);

        assertThat(page(Map.of(), Optional.empty()).jobs())
                .extracting(KnownJob::jobID)
                .isEqualTo(jobs.reversed());
    }

    @Test
    void holdsJobsOfItsCallerOnly() {
        submitted(5);

        assertThat(view.newest(new Caller("bob"), Optional.empty())).isEmpty();
    }

    @Test
    void holdsNoJobOfWhichOnlyTheEndIsKnown() {
        TestingLife life = new TestingLife(JobID.random());
        view.ended(life.failed());
        assertThat(page(Map.of(), Optional.empty()).jobs()).isEmpty();

        view.accepted(life.job());

        assertThat(page(Map.of(), Optional.empty()).jobs())
                .extracting(KnownJob::jobID)
                .containsExactly(life.id());
    }

    @Test
    void hangsTogetherWithTheNextWhileJobsComeAndGo() {
        List<JobID> jobs = submitted(10);
        Map<String, String> query = Map.of("limit", "3");
        JobPage first = page(query, Optional.empty());
        submit(99);
        view.ended(new TestingLife(jobs.get(7)).failed());
        view.learn(KnownJob.removed(new TestingLife(jobs.get(5)).tombstone()));

        JobPage second = page(query, first.next());

        assertThat(second.jobs()).extracting(KnownJob::jobID).containsExactly(jobs.get(6), jobs.get(4), jobs.get(3));
    }

    @Test
    void isTheLastWhereNothingIsLeft() {
        submitted(6);
        Map<String, String> query = Map.of("limit", "3");

        JobPage second = page(query, page(query, Optional.empty()).next());

        assertThat(second.jobs()).hasSize(3);
        assertThat(second.next()).isEmpty();
    }

    @Test
    void looksAtSoManyJobsOnlyAndGoesOnBehindThem() {
        List<JobID> jobs = submitted(2 * JobPage.LOOKS + 10);
        view.ended(new TestingLife(jobs.getFirst()).failed());
        Map<String, String> query = Map.of("status", "failed");

        JobPage first = page(query, Optional.empty());
        JobPage second = page(query, first.next());
        JobPage third = page(query, second.next());

        assertThat(first.jobs()).isEmpty();
        assertThat(second.jobs()).isEmpty();
        assertThat(third.jobs()).extracting(KnownJob::jobID).containsExactly(jobs.getFirst());
        assertThat(third.next()).isEmpty();
    }

    @Test
    void forgetsWithTheView() {
        JobView small = new JobView(3);
        IntStream.range(0, 10).forEach(i -> small.accepted(job(new JobID(new java.util.UUID(0, i)), i)));

        assertThat(small.newest(ALICE, Optional.empty())).hasSize(3);
        small.forgetUntil(TestingLife.SUBMITTED.plusSeconds(100));
        assertThat(small.newest(ALICE, Optional.empty())).isEmpty();
    }

    @Test
    void showsEveryJobOnce() {
        List<JobID> jobs = submitted(50);
        List<JobID> seen = new ArrayList<>();
        Map<String, String> query = Map.of("limit", "7");
        Optional<Place> next = Optional.empty();
        do {
            JobPage page = page(query, next);
            page.jobs().forEach(job -> seen.add(job.jobID()));
            next = page.next();
        } while (next.isPresent());

        assertThat(seen).hasSize(50).doesNotHaveDuplicates();
        assertThat(new HashSet<>(seen)).isEqualTo(new HashSet<>(jobs));
    }

    private JobPage page(Map<String, String> query, Optional<Place> after) {
        JobQuery asked = JobQuery.of(MultiMap.caseInsensitiveMultiMap().addAll(query));
        return JobPage.of(
                asked, view.newest(ALICE, after).iterator(), TestingLife.SUBMITTED.plus(Duration.ofMinutes(1)));
    }

    /** So many, one a millisecond. */
    private List<JobID> submitted(int count) {
        return IntStream.range(0, count).mapToObj(this::submit).toList();
    }

    private JobID submit(int millis) {
        JobID id = JobID.random();
        view.accepted(job(id, millis));
        return id;
    }

    private static Job job(JobID id, long millis) {
        Job job = new TestingLife(id).job();
        return new Job(
                id,
                job.process(),
                job.owner(),
                job.input(),
                job.modelDigest(),
                job.submitted().plusMillis(millis),
                job.deadline(),
                job.expires(),
                job.callbacks(),
                job.parameters());
    }
}
