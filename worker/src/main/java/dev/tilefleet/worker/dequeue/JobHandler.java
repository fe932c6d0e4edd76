package dev.tilefleet.worker.dequeue;

import dev.tilefleet.job.Job;
import dev.tilefleet.queue.UnreadableRecord;

/** What becomes of a record; called on a virtual thread of its own. */
public interface JobHandler {
    /**
     * Sees a job to its end.
     *
     * @param clearance to be had before native code touches the tile
     * @throws InterruptedException if the worker stops first: the job stays on the queue
     */
    void handle(Job job, Clearance clearance) throws InterruptedException;

    /**
     * Sets aside a record that holds no job.
     *
     * @throws InterruptedException if the worker stops first: the record stays on the queue
     */
    void unreadable(UnreadableRecord record) throws InterruptedException;
}
