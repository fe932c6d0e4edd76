package dev.tilefleet.api.jobs;

import dev.tilefleet.job.Job;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.Sha256;
import dev.tilefleet.store.ObjectKeys;
import dev.tilefleet.store.TileStore;
import java.nio.ByteBuffer;

/** Ends jobs that the api does by itself, with no worker: first the outputs are in the store, then they are the result. */
public final class Completion {
    private static final String MEDIA_TYPE = "application/json";

    private final TileStore store;
    private final Decisions decisions;

    Completion(TileStore store, Decisions decisions) {
        this.store = store;
        this.decisions = decisions;
    }

    /**
     * Ends a job with these outputs; gives how it ended, which somebody may have decided before: it may be dismissed.
     *
     * @param outputs a results document of OGC API – Processes 1.0 that holds all of them by value
     * @throws dev.tilefleet.store.StoreUnavailableException if the store does not answer: to be repeated
     * @throws dev.tilefleet.queue.QueueUnavailableException if the queue does not acknowledge: to be repeated
     */
    public Outcome complete(Job job, byte[] outputs) {
        // Like a worker's attempt: whoever comes second overwrites nothing.
        String key = ObjectKeys.outputs(job.jobID(), ObjectKeys.random());
        store.put(key, ByteBuffer.wrap(outputs), MEDIA_TYPE);
        return decisions.succeed(job, new Outcome.Result(key, outputs.length, Sha256.of(outputs)));
    }
}
