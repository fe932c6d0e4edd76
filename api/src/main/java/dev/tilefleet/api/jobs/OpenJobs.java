package dev.tilefleet.api.jobs;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many jobs each owner has that have not ended, as far as the view knows: counted as it changes, so that to ask costs
 * a look. Told of one change at a time, asked by any thread.
 *
 * <p>A job of which only hints were heard is nobody's, and not counted.
 */
final class OpenJobs {
    private final Map<String, Integer> owners = new ConcurrentHashMap<>();

    /** A job that was not known is known from now on. */
    void begin(KnownJob job) {
        if (!job.isOver()) {
            job.owner().ifPresent(owner -> owners.merge(owner, 1, Integer::sum));
        }
    }

    void change(KnownJob before, KnownJob after) {
        if (before.isOver() != after.isOver() || !before.owner().equals(after.owner())) {
            forget(before);
            begin(after);
        }
    }

    void forget(KnownJob job) {
        if (!job.isOver()) {
            job.owner().ifPresent(owner -> owners.computeIfPresent(owner, (_, jobs) -> jobs == 1 ? null : jobs - 1));
        }
    }

    int of(String owner) {
        return owners.getOrDefault(owner, 0);
    }
}
