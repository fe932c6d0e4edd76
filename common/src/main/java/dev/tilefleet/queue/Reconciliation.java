package dev.tilefleet.queue;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;

import dev.tilefleet.job.Documents;
import dev.tilefleet.job.Job;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.job.UnreadableDocumentException;
import dev.tilefleet.store.ObjectKeys;
import dev.tilefleet.store.TileStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Queues every job of the store again that has not ended: after a lost topic, Kafka holds again what the store says.
 *
 * <p>Running it once too often is harmless: a worker that gets a job twice finds the outcome of the first time. It holds
 * the keys of all jobs and outcomes in memory, and one document at a time.
 */
public final class Reconciliation {
    private final TileStore store;
    private final Predicate<ProcessID> hasTopic;
    private final Consumer<Job> queue;
    private final InstantSource clock;

    /**
     * Reconciles this store with this queue.
     *
     * @param hasTopic whether jobs of a process can be queued: a model may be gone, or its topic not be made yet
     * @param queue takes a job that has to be queued again, as {@link FleetLog#append(Job)} does
     */
    public Reconciliation(TileStore store, Predicate<ProcessID> hasTopic, Consumer<Job> queue, InstantSource clock) {
        this.store = requireNonNull(store, "store");
        this.hasTopic = requireNonNull(hasTopic, "hasTopic");
        this.queue = requireNonNull(queue, "queue");
        this.clock = requireNonNull(clock, "clock");
    }

    /**
     * What was found.
     *
     * @param jobs seen in the store: the sum of all others
     * @param ended have an outcome, and were not read
     * @param queued handed to the queue
     * @param expired every reader would skip them; or the store removed them meanwhile
     * @param withoutTopic how many jobs of which process there is no topic for
     * @param unreadable documents that are no job this release reads
     */
    public record Summary(
            int jobs,
            int ended,
            int queued,
            int expired,
            Map<ProcessID, Integer> withoutTopic,
            List<Unreadable> unreadable) {
        public Summary {
            withoutTopic = Collections.unmodifiableMap(new TreeMap<>(withoutTopic));
            unreadable = List.copyOf(unreadable);
        }

        /** Jobs without a topic, of all processes. */
        public int stranded() {
            return sum(withoutTopic);
        }

        /** Whether no job was left that may still have to run. */
        public boolean isComplete() {
            return withoutTopic.isEmpty() && unreadable.isEmpty();
        }
    }

    /** An object that should be a job. */
    public record Unreadable(String key, String reason) {}

    /**
     * Goes through the store once. What fails on the way may be run again as a whole.
     *
     * @throws dev.tilefleet.store.StoreUnavailableException if the store cannot say
     * @throws QueueUnavailableException as the queue throws it; jobs before that one are queued
     */
    public Summary run() {
        // In this order a job that ends meanwhile is mostly seen to have ended.
        List<String> jobs = store.list(ObjectKeys.JOBS);
        Set<String> ended = ended();
        int skipped = 0;
        int queued = 0;
        Map<ProcessID, Integer> withoutTopic = new TreeMap<>();
        List<Unreadable> unreadable = new ArrayList<>();
        for (String key : jobs) {
            if (ended.contains(key.substring(ObjectKeys.JOBS.length()))) {
                skipped++;
                continue;
            }
            try {
                Optional<Job> job = store.read(key).map(Documents::readJob).filter(this::isOfUse);
                Optional<ProcessID> stranded = job.map(Job::process).filter(process -> !hasTopic.test(process));
                if (stranded.isPresent()) {
                    withoutTopic.merge(stranded.get(), 1, Integer::sum);
                } else if (job.isPresent()) {
                    queue.accept(job.get());
                    queued++;
                }
            } catch (UnreadableDocumentException e) {
                unreadable.add(new Unreadable(key, e.getMessage()));
            }
        }
        int told = skipped + queued + sum(withoutTopic) + unreadable.size();
        return new Summary(jobs.size(), skipped, queued, jobs.size() - told, withoutTopic, unreadable);
    }

    private static int sum(Map<ProcessID, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** An outcome's name below its prefix is that of its job. */
    private Set<String> ended() {
        return store.list(ObjectKeys.OUTCOMES).stream()
                .map(key -> key.substring(ObjectKeys.OUTCOMES.length()))
                .collect(toSet());
    }

    private boolean isOfUse(Job job) {
        return !job.isExpired(clock.instant());
    }
}
