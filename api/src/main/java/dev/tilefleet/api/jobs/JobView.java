package dev.tilefleet.api.jobs;

import dev.tilefleet.job.Job;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.Progress;
import dev.tilefleet.job.Tombstone;
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
 * <p>Full, it forgets ended jobs first, the oldest end before the others, then the open ones known longest. Read by
 * any thread, without a lock.
 */
public final class JobView {
    private final int capacity;
    private final Map<JobID, KnownJob> jobs = new ConcurrentHashMap<>();
    private final SequencedSet<JobID> open = new LinkedHashSet<>();
    private final SequencedSet<JobID> ended = new LinkedHashSet<>();

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

    public void removed(Tombstone tombstone) {
        learn(KnownJob.removed(tombstone));
    }

    Optional<KnownJob> find(JobID job) {
        return Optional.ofNullable(jobs.get(job));
    }

    /** The jobs whose time is over and whose end is not known. */
    synchronized List<JobID> overdue(Instant now) {
        return open.stream().filter(job -> jobs.get(job).isOverdue(now)).toList();
    }

    /** How many jobs it remembers. */
    public int size() {
        return jobs.size();
    }

    /** How many ids are kept in the order of forgetting. */
    synchronized int remembered() {
        return open.size() + ended.size();
    }

    synchronized KnownJob learn(KnownJob news) {
        KnownJob before = jobs.get(news.jobID());
        KnownJob now = before == null ? news : before.and(news);
        jobs.put(now.jobID(), now);
        if (now.isOver()) {
            open.remove(now.jobID());
            ended.add(now.jobID());
        } else {
            open.add(now.jobID());
        }
        evict();
        return now;
    }

    private void evict() {
        while (jobs.size() > capacity) {
            jobs.remove(ended.isEmpty() ? open.removeFirst() : ended.removeFirst());
        }
    }
}
