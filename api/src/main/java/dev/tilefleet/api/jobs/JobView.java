package dev.tilefleet.api.jobs;

import dev.tilefleet.job.Job;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.Progress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A bounded window of recent jobs in memory. A cache: what is not here is in the store.
 *
 * <p>Full, it forgets ended jobs first, the oldest end before the others, then the open ones known longest. Read by
 * any thread, without a lock.
 */
public final class JobView {
    private final int capacity;
    private final Map<JobID, KnownJob> jobs = new ConcurrentHashMap<>();
    private final Deque<JobID> open = new ArrayDeque<>();
    private final Deque<JobID> ended = new ArrayDeque<>();

    /** @param capacity the most jobs it remembers */
    public JobView(int capacity) {
        this.capacity = capacity;
    }

    public void accepted(Job job) {
        learn(KnownJob.accepted(job));
    }

    public void running(Progress progress) {
        learn(KnownJob.running(progress));
    }

    public void ended(Outcome outcome) {
        learn(KnownJob.ended(outcome));
    }

    Optional<KnownJob> find(JobID job) {
        return Optional.ofNullable(jobs.get(job));
    }

    int size() {
        return jobs.size();
    }

    synchronized KnownJob learn(KnownJob news) {
        KnownJob before = jobs.get(news.jobID());
        KnownJob now = before == null ? news : before.and(news);
        jobs.put(now.jobID(), now);
        if (now.outcome().isPresent()) {
            if (before == null || before.outcome().isEmpty()) {
                ended.add(now.jobID());
            }
        } else if (before == null) {
            open.add(now.jobID());
        }
        evict();
        return now;
    }

    private void evict() {
        while (jobs.size() > capacity) {
            if (!ended.isEmpty()) {
                jobs.remove(ended.remove());
            } else {
                jobs.remove(open.remove());
            }
        }
        // Jobs that ended have left their id among the open ones; drop those in front, so that it stays bounded.
        while (!open.isEmpty() && !isOpen(open.element())) {
            open.remove();
        }
    }

    private boolean isOpen(JobID job) {
        KnownJob known = jobs.get(job);
        return known != null && known.outcome().isEmpty();
    }
}
