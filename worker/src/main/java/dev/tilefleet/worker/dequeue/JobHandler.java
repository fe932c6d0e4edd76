package dev.tilefleet.worker.dequeue;

import dev.tilefleet.job.Job;
import dev.tilefleet.job.TraceParent;
import dev.tilefleet.queue.UnreadableRecord;
import java.util.Optional;

/** What becomes of a record; called on a virtual thread of its own. */
public interface JobHandler {
    /**
     * Sees a job to its end.
     *
     * @param trace to which the request belongs that asked for the job, if that is known
     * @param clearance to be had before native code touches the tile
     * @throws InterruptedException if the worker stops first: the job stays on the queue
     */
    void handle(Job job, Optional<TraceParent> trace, Clearance clearance) throws InterruptedException;

    /**
     * Sets aside a record that holds no job.
     *
     * @throws InterruptedException if the worker stops first: the record stays on the queue
     */
    void unreadable(UnreadableRecord record) throws InterruptedException;
}
