package dev.tilefleet.api.jobs;

import dev.tilefleet.job.JobID;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * The jobs of each owner, the one submitted last first. To enter and to leave takes a time that hardly grows with their
 * number, and who reads begins at any place as soon. Changed by one thread at a time, read by any, without a lock: who
 * reads sees what comes and goes meanwhile, or not, but never a job twice.
 *
 * <p>A job stands here once it is known both whose it is and when it was submitted.
 */
final class SubmissionOrder {
    private final Map<String, NavigableSet<Place>> owners = new ConcurrentHashMap<>();

    /** Where a job stands: it stays the same as long as the job is known, whatever comes and goes around it. */
    record Place(long submittedMillis, JobID job) implements Comparable<Place> {
        private static final Comparator<Place> ORDER = Comparator.comparingLong(Place::submittedMillis)
                .reversed()
                .thenComparing(place -> place.job().value());

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }

        static Place of(KnownJob job) {
            return new Place(job.submittedMillis(), job.jobID());
        }
    }

    /** It is known of a job what was not before. */
    void change(KnownJob before, KnownJob after) {
        if (!isListed(before)) {
            enter(after);
        } else if (!before.owner().equals(after.owner()) || before.submittedMillis() != after.submittedMillis()) {
            leave(before);
            enter(after);
        }
    }

    void enter(KnownJob job) {
        if (isListed(job)) {
            owners.computeIfAbsent(job.owner().orElseThrow(), _ -> new ConcurrentSkipListSet<>())
                    .add(Place.of(job));
        }
    }

    void leave(KnownJob job) {
        if (isListed(job)) {
            String owner = job.owner().orElseThrow();
            NavigableSet<Place> places = owners.get(owner);
            places.remove(Place.of(job));
            if (places.isEmpty()) {
                owners.remove(owner);
            }
        }
    }

    /** All of an owner's, or those behind a place, whether a job stands there or not. */
    SortedSet<Place> of(String owner, Optional<Place> after) {
        NavigableSet<Place> places = owners.getOrDefault(owner, Collections.emptyNavigableSet());
        return after.<SortedSet<Place>>map(place -> places.tailSet(place, false))
                .orElse(places);
    }

    private static boolean isListed(KnownJob job) {
        return job.owner().isPresent() && job.submittedMillis() != KnownJob.NEVER;
    }
}
