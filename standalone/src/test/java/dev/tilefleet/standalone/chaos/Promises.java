package dev.tilefleet.standalone.chaos;

import dev.tilefleet.job.JobID;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;

/** What clients were promised, what they asked to be dismissed, and what ends they were told of. */
final class Promises {
    private final List<Promise> made = new CopyOnWriteArrayList<>();
    private final Set<JobID> dismissals = ConcurrentHashMap.newKeySet();
    private final Set<JobID> overdue = ConcurrentHashMap.newKeySet();
    private final Map<JobID, Set<String>> told = new ConcurrentHashMap<>();

    void add(Promise promise) {
        made.add(promise);
    }

    /** Before the request is sent: it may work though no answer comes. */
    void dismissing(JobID job) {
        dismissals.add(job);
    }

    /** This one was given too little time. */
    void overdue(JobID job) {
        overdue.add(job);
    }

    /** An api gave this status, which is a terminal one. */
    void told(JobID job, String status) {
        told.computeIfAbsent(job, _ -> ConcurrentHashMap.newKeySet()).add(status);
    }

    List<Promise> made() {
        return List.copyOf(made);
    }

    Set<JobID> dismissals() {
        return Set.copyOf(dismissals);
    }

    Set<JobID> overdue() {
        return Set.copyOf(overdue);
    }

    Map<JobID, Set<String>> told() {
        return Map.copyOf(told);
    }

    int count() {
        return made.size();
    }

    /** Any of them; there must be one. */
    Promise any(RandomGenerator random) {
        return made.get(random.nextInt(made.size()));
    }
}
