package dev.tilefleet.api.jobs;

import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.Progress;
import dev.tilefleet.job.Tombstone;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A view with one job, and a store that a test lets speak. */
public final class TestingJobs {
    private final TestingLife life;
    private final TestingClock clock = new TestingClock(TestingLife.SUBMITTED);
    private final JobView view = new JobView(10);
    private final List<JobID> lookUps = new ArrayList<>();
    private Future<Outcome> stored = Future.failedFuture(new IllegalStateException("nobody expects a look-up"));

    /** The job is known as accepted. */
    public TestingJobs(TestingLife life) {
        this.life = life;
        view.accepted(life.job());
    }

    public JobView view() {
        return view;
    }

    public JobFinder finder() {
        return new JobFinder(view, clock, new SingleFlight<>(job -> {
            lookUps.add(job);
            Instant now = clock.instant();
            return stored.map(outcome ->
                    view.learn(outcome == null ? KnownJob.accepted(life.job(), now) : KnownJob.ended(outcome)));
        }));
    }

    public void pass(Duration time) {
        clock.pass(time);
    }

    /** What the store tells of the job's end from now on: null while there is none. */
    public void store(Future<Outcome> outcome) {
        stored = outcome;
    }

    /** The jobs that the store was asked for. */
    public List<JobID> lookUps() {
        return lookUps;
    }

    public void begin(Progress progress) {
        view.learn(KnownJob.running(progress));
    }

    public void end(Outcome outcome) {
        view.ended(outcome);
    }

    public void remove(Tombstone tombstone) {
        view.removed(tombstone);
    }

    /** Has the view forget the job. */
    public void forget() {
        view.forgetUntil(Instant.ofEpochMilli(Long.MAX_VALUE));
    }

    /** How many jobs somebody listens to. */
    public int listenedTo() {
        return view.listenedTo();
    }
}
