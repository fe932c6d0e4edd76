package dev.tilefleet.api.jobs;

import dev.tilefleet.job.Job;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A bounded window of recent jobs in memory. A cache: what is not here is in the store.
 *
 * <p>Full, it forgets ended jobs first, then open ones, and of either those of which nothing was heard for longest. To
 * learn and to forget takes the same time however many jobs there are. Read by any thread, without a lock.
 */
public final class JobView {
    private final int capacity;
    private final Map<JobID, KnownJob> jobs = new ConcurrentHashMap<>();
    // Both in the order in which news came.
    private final SequencedSet<JobID> open = new LinkedHashSet<>();
    private final SequencedSet<JobID> ended = new LinkedHashSet<>();

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

    Optional<KnownJob> find(JobID job) {
        return Optional.ofNullable(jobs.get(job));
    }

    /** The jobs whose time is over and whose end is not known. */
    List<JobID> overdue(Instant now) {
        return jobs.values().stream()
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

    /** Gives all that is known of the job from now on. */
    synchronized KnownJob learn(KnownJob news) {
        KnownJob before = jobs.get(news.jobID());
        KnownJob now = before == null ? news : before.and(news);
        jobs.put(now.jobID(), now);
        if (now.isOver()) {
            open.remove(now.jobID());
            ended.addLast(now.jobID());
        } else {
            open.addLast(now.jobID());
        }
        while (open.size() + ended.size() > capacity) {
            jobs.remove(ended.isEmpty() ? open.removeFirst() : ended.removeFirst());
        }
        return now;
    }

    /** Forgets the jobs of which nothing was heard since then, ended or not. */
    synchronized void forgetUntil(Instant limit) {
        forgetUntil(limit.toEpochMilli(), ended);
        forgetUntil(limit.toEpochMilli(), open);
    }

    private void forgetUntil(long limit, SequencedSet<JobID> order) {
        while (!order.isEmpty() && jobs.get(order.getFirst()).heard() <= limit) {
            jobs.remove(order.removeFirst());
        }
    }
}
