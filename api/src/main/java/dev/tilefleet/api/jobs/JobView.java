package dev.tilefleet.api.jobs;

import dev.tilefleet.api.access.Caller;
import dev.tilefleet.api.outlook.Outlook;
import dev.tilefleet.job.Job;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.Tombstone;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A bounded window of recent jobs in memory. A cache: what is not here is in the store.
 *
 * <p>Full, it forgets ended jobs first, then open ones, and of either those of which nothing was heard for longest. To
 * learn and to forget takes a time that hardly grows with the number of jobs. Read by any thread, without a lock.
 */
public final class JobView {
    private final int capacity;
    private final Map<JobID, NewsOrder.Entry> jobs = new ConcurrentHashMap<>();
    private final NewsOrder open = new NewsOrder();
    private final NewsOrder ended = new NewsOrder();
    private final SubmissionOrder submissions = new SubmissionOrder();
    private final Listeners listeners = new Listeners();
    private final Watch watch = new Watch();
    private final OpenJobs openJobs = new OpenJobs();

    /** @param capacity the most jobs it remembers */
    public JobView(int capacity) {
        this.capacity = capacity;
    }

    /** This replica accepted a job. */
    public void accepted(Job job) {
        learn(KnownJob.accepted(job));
    }

    /** This replica ended a job, or found it ended. */
    public void ended(Outcome outcome) {
        learn(KnownJob.ended(outcome));
    }

    /** This replica removed a job. */
    public void removed(Tombstone tombstone) {
        learn(KnownJob.removed(tombstone));
    }

    /**
     * Tells all that is known of the job whenever there is news of it, which may change nothing. A job need not be known
     * to be listened to, and is heard of though it is forgotten.
     *
     * @param listener called by any thread, which it must not hold up; two calls may overtake each other
     */
    public void listen(JobID job, Consumer<KnownJob> listener) {
        listeners.add(job, listener);
    }

    /** This listener, known by its identity, hears no more of the job, but for what is on its way. */
    public void ignore(JobID job, Consumer<KnownJob> listener) {
        listeners.remove(job, listener);
    }

    /** What a waiting job has before it: in a time that hardly depends on how many there are. */
    public Optional<Outlook> outlook(KnownJob job, Instant now) {
        return watch.outlook(job, now);
    }

    /** How many of the caller's jobs have not ended, by all that is known here: without a look at each of them. */
    public int openJobs(Caller caller) {
        return openJobs.of(caller.owner());
    }

    Optional<KnownJob> find(JobID job) {
        return Optional.ofNullable(jobs.get(job)).map(NewsOrder.Entry::job);
    }

    /**
     * The caller's own jobs as they are now, the one submitted last first.
     *
     * @param after the place behind which they begin
     */
    Stream<KnownJob> newest(Caller caller, Optional<SubmissionOrder.Place> after) {
        return submissions.of(caller.owner(), after).stream().flatMap(place -> find(place.job()).stream());
    }

    /** The jobs whose time is over and whose end is not known. */
    List<JobID> overdue(Instant now) {
        return jobs.values().stream()
                .map(NewsOrder.Entry::job)
                .filter(job -> job.isOverdue(now))
                .map(KnownJob::jobID)
                .toList();
    }

    /** How many jobs it knows. */
    public int size() {
        return jobs.size();
    }

    /** How many ids are kept in the order of forgetting. */
    synchronized int remembered() {
        return open.size() + ended.size();
    }

    /** How many jobs somebody listens to. */
    int listenedTo() {
        return listeners.jobs();
    }

    /** Gives all that is known of the job from now on. */
    KnownJob learn(KnownJob news) {
        KnownJob known = remember(news);
        listeners.tell(known);
        return known;
    }

    private synchronized KnownJob remember(KnownJob news) {
        NewsOrder.Entry entry = jobs.get(news.jobID());
        if (entry == null) {
            entry = new NewsOrder.Entry(news);
            jobs.put(news.jobID(), entry);
            watch.begin(news);
            openJobs.begin(news);
            submissions.enter(news);
        } else {
            KnownJob before = entry.job();
            entry.know(before.and(news));
            watch.change(before, entry.job());
            openJobs.change(before, entry.job());
            submissions.change(before, entry.job());
        }
        (entry.job().isOver() ? ended : open).joinLast(entry);
        while (open.size() + ended.size() > capacity) {
            forget((ended.size() > 0 ? ended : open).first());
        }
        return entry.job();
    }

    /** Forgets the jobs of which nothing was heard since then, ended or not. */
    synchronized void forgetUntil(Instant limit) {
        forgetUntil(limit.toEpochMilli(), ended);
        forgetUntil(limit.toEpochMilli(), open);
    }

    private void forgetUntil(long limit, NewsOrder order) {
        while (order.size() > 0 && order.first().job().heard() <= limit) {
            forget(order.first());
        }
    }

    private void forget(NewsOrder.Entry entry) {
        entry.leave();
        jobs.remove(entry.job().jobID());
        watch.forget(entry.job());
        openJobs.forget(entry.job());
        submissions.leave(entry.job());
    }
}
