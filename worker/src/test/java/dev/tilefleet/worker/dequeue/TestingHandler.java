package dev.tilefleet.worker.dequeue;

import dev.tilefleet.job.Job;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.TraceParent;
import dev.tilefleet.queue.UnreadableRecord;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/** Takes jobs and holds each until it is told that it ended. */
final class TestingHandler implements JobHandler {
    final BlockingQueue<JobID> taken = new LinkedBlockingQueue<>();
    final BlockingQueue<UnreadableRecord> unreadable = new LinkedBlockingQueue<>();
    final Queue<JobID> interrupted = new ConcurrentLinkedQueue<>();
    private final Map<JobID, CountDownLatch> gates = new ConcurrentHashMap<>();
    private volatile Optional<Error> fault = Optional.empty();

    /** The job ends. */
    void end(JobID job) {
        gate(job).countDown();
    }

    /** From now on, taking a job fails so. */
    void failWith(Error error) {
        fault = Optional.of(error);
    }

    @Override
    public void handle(Job job, Optional<TraceParent> trace, Clearance clearance) throws InterruptedException {
        taken.add(job.jobID());
        fault.ifPresent(error -> {
            throw error;
        });
        try {
            gate(job.jobID()).await();
        } catch (InterruptedException e) {
            interrupted.add(job.jobID());
            throw e;
        }
    }

    @Override
    public void unreadable(UnreadableRecord record) {
        unreadable.add(record);
    }

    private CountDownLatch gate(JobID job) {
        return gates.computeIfAbsent(job, _ -> new CountDownLatch(1));
    }
}
