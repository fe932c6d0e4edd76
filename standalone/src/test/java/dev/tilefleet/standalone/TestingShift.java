package dev.tilefleet.standalone;

import dev.tilefleet.job.Job;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.TraceParent;
import dev.tilefleet.queue.UnreadableRecord;
import dev.tilefleet.worker.dequeue.Clearance;
import dev.tilefleet.worker.dequeue.JobHandler;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What all workers of one group do with jobs: a moment's work in flight, unless the job has ended before, and only once
 * the gate is open. It counts what a register would not tell.
 */
final class TestingShift {
    private static final Duration WORK = Duration.ofMillis(15);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Map<JobID, Integer> attempts = new ConcurrentHashMap<>();
    private final Map<JobID, String> ended = new ConcurrentHashMap<>();
    private final Set<JobID> flying = ConcurrentHashMap.newKeySet();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    /** What a worker of this name does. */
    JobHandler worker(String name) {
        return new JobHandler() {
            @Override
            public void handle(Job job, Optional<TraceParent> trace, Clearance clearance) throws InterruptedException {
                if (!ended.containsKey(job.jobID())) {
                    attempt(job.jobID(), clearance);
                    ended.putIfAbsent(job.jobID(), name);
                }
            }

            @Override
            public void unreadable(UnreadableRecord record) {
                throw new AssertionError(record.reason());
            }
        };
    }

    private void attempt(JobID job, Clearance clearance) throws InterruptedException {
        attempts.merge(job, 1, Integer::sum);
        try (Clearance.Flight _ = clearance.begin(PATIENCE)) {
            flying.add(job);
            gate.await();
            TimeUnit.NANOSECONDS.sleep(WORK.toNanos());
        } catch (TimeoutException e) {
            throw new AssertionError("no clearance within " + PATIENCE, e);
        } finally {
            flying.remove(job);
        }
    }

    /** From now on tiles stay in flight. */
    void hold() {
        gate = new CountDownLatch(1);
    }

    /** They may land again. */
    void release() {
        gate.countDown();
    }

    int flying() {
        return flying.size();
    }

    Map<JobID, Integer> attempts() {
        return Map.copyOf(attempts);
    }

    /** By whom each job was brought to its end. */
    Map<JobID, String> ended() {
        return Map.copyOf(ended);
    }

    long endedBy(String name) {
        return ended.values().stream().filter(name::equals).count();
    }
}
