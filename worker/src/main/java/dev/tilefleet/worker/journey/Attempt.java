package dev.tilefleet.worker.journey;

import dev.tilefleet.job.Job;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.worker.dequeue.Clearance;

/** What is done with a tile once its job is taken: from its bytes in the store to its mask in the store. */
interface Attempt {
    /**
     * Makes one attempt at a tile.
     *
     * @param clearance had before native code touches the tile
     * @param name of the attempt, part of its result's key
     * @param watch gets the time of each stage that was reached
     * @throws dev.tilefleet.job.ProblemException if the tile is the reason that there is no mask
     * @throws Patience.DeadlineExceededException if store or broker were away until the deadline
     */
    Outcome.Result run(Job job, Clearance clearance, String name, Patience patience, Stopwatch watch)
            throws InterruptedException, Patience.DeadlineExceededException;
}
