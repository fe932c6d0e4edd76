package dev.tilefleet.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.api.outlook.Outlook;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class JobViewTest {
    private static final int CAPACITY = 3;
    private static final Instant NOW = TestingLife.SUBMITTED.plusSeconds(5);
    private final JobView view = new JobView(CAPACITY);

    @Test
    void followsAJob() {
        TestingLife life = new TestingLife(JobID.random());

        view.accepted(life.job());
        assertThat(status(life)).isEqualTo(Status.ACCEPTED);
        view.learn(KnownJob.running(life.progress(Duration.ofSeconds(1))));
        assertThat(status(life)).isEqualTo(Status.RUNNING);
        view.ended(life.failed());
        assertThat(status(life)).isEqualTo(Status.FAILED);
        view.accepted(life.job());
        assertThat(status(life)).isEqualTo(Status.FAILED);
        view.removed(life.tombstone());
        assertThat(status(life)).isEqualTo(Status.DISMISSED);
        view.ended(life.failed());
        assertThat(status(life)).isEqualTo(Status.DISMISSED);
    }

    @Test
    void knowsNothingOfOtherJobs() {
        assertThat(view.find(JobID.random())).isEmpty();
    }

    @Test
    void givesAllItKnowsToWhoBringsNews() {
        TestingLife life = new TestingLife(JobID.random());
        view.ended(life.failed());

        KnownJob now = view.learn(KnownJob.accepted(life.job()));

        assertThat(now.status()).isEqualTo(Status.FAILED);
        assertThat(now.submitted()).isPresent();
    }

    @Test
    void forgetsEndedJobsFirst() {
        List<TestingLife> lives = lives(CAPACITY);
        lives.forEach(life -> view.accepted(life.job()));
        view.ended(lives.get(2).failed());

        view.accepted(new TestingLife(JobID.random()).job());

        assertThat(view.find(lives.get(2).id())).isEmpty();
        assertThat(view.find(lives.get(0).id())).isPresent();
        assertThat(view.find(lives.get(1).id())).isPresent();
    }

    @Test
    void forgetsRemovedJobsAsEndedOnes() {
        List<TestingLife> lives = lives(CAPACITY);
        lives.forEach(life -> view.accepted(life.job()));
        view.removed(lives.get(2).tombstone());

        view.accepted(new TestingLife(JobID.random()).job());

        assertThat(view.find(lives.get(2).id())).isEmpty();
        assertThat(view.remembered()).isEqualTo(CAPACITY);
    }

    @Test
    void forgetsTheOldestEndFirst() {
        List<TestingLife> lives = lives(CAPACITY);
        lives.forEach(life -> view.accepted(life.job()));
        view.ended(lives.get(1).failed());
        view.ended(lives.get(0).failed());

        view.accepted(new TestingLife(JobID.random()).job());

        assertThat(view.find(lives.get(1).id())).isEmpty();
        assertThat(view.find(lives.get(0).id())).isPresent();
    }

    @Test
    void forgetsTheJobKnownLongestIfNoneHasEnded() {
        List<TestingLife> lives = lives(CAPACITY + 1);

        lives.forEach(life -> view.accepted(life.job()));

        assertThat(view.find(lives.getFirst().id())).isEmpty();
        assertThat(view.size()).isEqualTo(CAPACITY);
    }

    @Test
    void learnsAgainWhatItForgot() {
        List<TestingLife> lives = lives(CAPACITY + 1);
        lives.forEach(life -> view.accepted(life.job()));

        view.accepted(lives.getFirst().job());

        assertThat(view.find(lives.getFirst().id())).isPresent();
        assertThat(view.find(lives.get(1).id())).isEmpty();
    }

    @Test
    void staysBoundedThoughTheOldestJobNeverEnds() {
        TestingLife stuck = new TestingLife(JobID.random());
        view.accepted(stuck.job());

        lives(10_000).forEach(life -> {
            view.accepted(life.job());
            view.ended(life.failed());
        });

        assertThat(view.find(stuck.id())).isPresent();
        assertThat(view.size()).isEqualTo(CAPACITY);
        assertThat(view.remembered()).isEqualTo(CAPACITY);
    }

    @Test
    void forgetsWhatIsOlderThanTheWindowEndedOrNot() {
        List<TestingLife> lives = lives(3);
        view.learn(KnownJob.accepted(lives.get(0).job(), TestingLife.SUBMITTED));
        view.ended(lives.get(1).failed());
        view.learn(KnownJob.accepted(lives.get(2).job(), TestingLife.SUBMITTED.plusSeconds(10)));

        view.forgetUntil(TestingLife.SUBMITTED.plusSeconds(9));

        assertThat(view.find(lives.get(2).id())).isPresent();
        assertThat(view.remembered()).isOne();
        assertThat(view.size()).isOne();
    }

    @Test
    void newsKeepAJobInTheWindow() {
        TestingLife life = new TestingLife(JobID.random());
        view.accepted(life.job());
        view.learn(KnownJob.running(life.progress(Duration.ofHours(1))));

        view.forgetUntil(TestingLife.SUBMITTED.plusSeconds(3599));

        assertThat(view.find(life.id())).isPresent();
    }

    @Test
    void knowsWhoIsBeforeAJobThatWaits() {
        List<TestingLife> lives = lives(CAPACITY);
        view.accepted(lives.get(0).submitted(Duration.ZERO));
        view.accepted(lives.get(1).submitted(Duration.ofMillis(1)));
        KnownJob last = view.learn(KnownJob.accepted(lives.get(2).submitted(Duration.ofMillis(2))));

        assertThat(view.outlook(last, NOW).orElseThrow().position()).isEqualTo(3);
        view.learn(KnownJob.running(lives.get(0).progress(Duration.ofSeconds(1))));
        assertThat(view.outlook(last, NOW).orElseThrow().position()).isEqualTo(2);
        view.ended(lives.get(0).failed());
        assertThat(view.outlook(last, NOW).orElseThrow().position()).isEqualTo(2);
        view.ended(lives.get(1).dismissed());

        assertThat(view.outlook(last, NOW).orElseThrow().position()).isOne();
    }

    @Test
    void estimatesByWhatItSawEnd() {
        TestingLife done = new TestingLife(JobID.random());
        TestingLife waits = new TestingLife(JobID.random());
        view.accepted(done.job());
        view.learn(KnownJob.running(done.progress(Duration.ofSeconds(1))));
        view.ended(done.successful());

        view.accepted(waits.job());

        assertThat(view.outlook(KnownJob.accepted(waits.job()), NOW))
                .hasValue(new Outlook(1, Optional.of(Duration.ofSeconds(2))));
    }

    @Test
    void aDismissalSaysNothingOfThePace() {
        TestingLife done = new TestingLife(JobID.random());
        TestingLife waits = new TestingLife(JobID.random());
        view.accepted(done.job());
        view.ended(done.dismissed());

        view.accepted(waits.job());

        assertThat(view.outlook(KnownJob.accepted(waits.job()), NOW)).hasValue(new Outlook(1, Optional.empty()));
    }

    @Test
    void aJobThatDoesNotWaitHasNothingBeforeIt() {
        TestingLife life = new TestingLife(JobID.random());
        view.accepted(life.job());

        KnownJob running = view.learn(KnownJob.running(life.progress(Duration.ofSeconds(1))));

        assertThat(view.outlook(running, NOW)).isEmpty();
    }

    @Test
    void saysNothingOfALineWhoseBeginItHadToForget() {
        List<TestingLife> lives = lives(CAPACITY + 1);

        lives.forEach(life -> view.accepted(life.job()));

        assertThat(view.outlook(KnownJob.accepted(lives.getLast().job()), NOW)).isEmpty();
    }

    @Test
    void tellsEveryListenerAllThatIsKnown() {
        TestingLife life = new TestingLife(JobID.random());
        List<KnownJob> heard = new ArrayList<>();
        List<KnownJob> heardToo = new ArrayList<>();
        view.listen(life.id(), heard::add);
        view.listen(life.id(), heardToo::add);

        view.accepted(life.job());
        view.ended(life.failed());
        view.accepted(new TestingLife(JobID.random()).job());

        assertThat(heard).extracting(KnownJob::status).containsExactly(Status.ACCEPTED, Status.FAILED);
        assertThat(heard.getLast().submitted()).hasValue(TestingLife.SUBMITTED);
        assertThat(heardToo).isEqualTo(heard);
    }

    @Test
    void tellsAListenerThoughTheJobIsForgotten() {
        TestingLife life = new TestingLife(JobID.random());
        view.accepted(life.job());
        List<KnownJob> heard = new ArrayList<>();
        view.listen(life.id(), heard::add);
        lives(CAPACITY).forEach(other -> view.accepted(other.job()));

        view.ended(life.failed());

        assertThat(heard).extracting(KnownJob::status).containsExactly(Status.FAILED);
    }

    @Test
    void tellsNothingToWhoDoesNotListenAnyMore() {
        TestingLife life = new TestingLife(JobID.random());
        List<KnownJob> heard = new ArrayList<>();
        Consumer<KnownJob> listener = heard::add;
        view.listen(life.id(), listener);
        view.ignore(life.id(), listener);

        view.accepted(life.job());

        assertThat(heard).isEmpty();
        assertThat(view.listenedTo()).isZero();
    }

    @Test
    void isReadWhileSomebodyLearns() throws InterruptedException {
        TestingLife life = new TestingLife(JobID.random());
        view.accepted(life.job());
        CountDownLatch read = new CountDownLatch(1);
        AtomicReference<Status> seen = new AtomicReference<>();

        synchronized (view) {
            Thread.ofPlatform().start(() -> {
                seen.set(status(life));
                read.countDown();
            });
            read.await();
        }

        assertThat(seen).hasValue(Status.ACCEPTED);
    }

    private Status status(TestingLife life) {
        return view.find(life.id()).orElseThrow().status();
    }

    private static List<TestingLife> lives(int count) {
        return Stream.generate(() -> new TestingLife(JobID.random()))
                .limit(count)
                .toList();
    }
}
