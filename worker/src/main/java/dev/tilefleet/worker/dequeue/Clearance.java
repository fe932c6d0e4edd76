package dev.tilefleet.worker.dequeue;

import dev.tilefleet.job.ProblemException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * What a job needs before native code touches its tile: should the process die, whoever reads the queue next must know
 * which tiles it may have died of.
 */
public interface Clearance {

    /**
     * Returns once the broker has it in writing that this tile is in flight. A tile that was in flight when an earlier
     * process died waits until nothing else is, and keeps everything else waiting until it has landed.
     *
     * @param patience how long to wait for that: with the broker away it may take as long as the job has
     * @throws TimeoutException if it is over before
     * @throws ProblemException {@code worker-crashed}, if too many processes died with this tile alone in flight
     * @throws InterruptedException if the worker stops, or has lost the partition: the job stays on the queue
     */
    Flight begin(Duration patience) throws InterruptedException, TimeoutException;

    /** From the first native call to the last. */
    interface Flight extends AutoCloseable {
        /** The tile has landed; nobody suspects it any more. */
        @Override
        void close();
    }
}
