package dev.tilefleet.api.jobs;

import dev.tilefleet.job.Job;
import dev.tilefleet.job.Tombstone;
import dev.tilefleet.queue.FleetLog;
import dev.tilefleet.store.ObjectKeys;
import dev.tilefleet.store.TileStore;
import dev.tilefleet.store.Tombstones;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what an ended job left: its input and the masks of all its attempts. What was asked and how it ended stay.
 *
 * <p>The tombstone comes first, so that nobody misses an object without finding out why; then the record, which tells
 * the other replicas; then the objects go. Each step may be taken twice: whoever was killed in between is helped by
 * taking all of them again. A zombie that writes its mask after that leaves an orphan, which lifecycle rules remove.
 *
 * <p>All methods throw {@link dev.tilefleet.store.StoreUnavailableException} or {@link
 * dev.tilefleet.queue.QueueUnavailableException} where they can be tried again.
 */
final class Removal {
    private static final Logger logger = LoggerFactory.getLogger(Removal.class);

    private final TileStore store;
    private final Tombstones tombstones;
    private final FleetLog log;
    private final JobView view;
    private final Clock clock;

    Removal(TileStore store, FleetLog log, JobView view, Clock clock) {
        this.store = store;
        this.tombstones = new Tombstones(store);
        this.log = log;
        this.view = view;
        this.clock = clock;
    }

    /** Removes a job that has ended. */
    Tombstone remove(Job job) {
        Tombstone tombstone = tombstones.claim(Tombstone.of(job, clock.instant()));
        finish(job, tombstone);
        return tombstone;
    }

    /** Takes the steps that may be missing behind a tombstone that stands. */
    void finish(Job job, Tombstone standing) {
        view.removed(standing);
        log.append(standing);
        Set<String> left = left(job);
        left.forEach(store::delete);
        logger.atInfo()
                .addKeyValue("jobID", job.jobID())
                .addKeyValue("objects", left.size())
                .log("job removed");
    }

    /** Beside the input that counts there may be those of twins that came too late. */
    private Set<String> left(Job job) {
        Set<String> keys = new LinkedHashSet<>();
        keys.add(job.input().key());
        keys.addAll(store.list(ObjectKeys.inputs(job.jobID())));
        keys.addAll(store.list(ObjectKeys.results(job.jobID())));
        return keys;
    }
}
