package dev.tilefleet.api.jobs;

import dev.tilefleet.job.JobID;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Who wants to hear of which job. For any number of threads; most jobs have nobody, and cost one look. */
final class Listeners {
    private final Map<JobID, Set<Consumer<KnownJob>>> byJob = new ConcurrentHashMap<>();

    void add(JobID job, Consumer<KnownJob> listener) {
        byJob.compute(job, (_, others) -> {
            Set<Consumer<KnownJob>> all = others == null ? ConcurrentHashMap.newKeySet(1) : others;
            all.add(listener);
            return all;
        });
    }

    void remove(JobID job, Consumer<KnownJob> listener) {
        byJob.computeIfPresent(job, (_, all) -> {
            all.remove(listener);
            return all.isEmpty() ? null : all;
        });
    }

    void tell(KnownJob news) {
        Set<Consumer<KnownJob>> listeners = byJob.get(news.jobID());
        if (listeners != null) {
            listeners.forEach(listener -> listener.accept(news));
        }
    }

    /** How many jobs somebody listens to. */
    int jobs() {
        return byJob.size();
    }
}
