package dev.tilefleet.api.outlook;

import dev.tilefleet.job.ProcessID;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The lines of waiting jobs, one for each process, told of by whoever follows the jobs: each job joins once and leaves
 * once. Times are milliseconds since 1970. For any number of threads.
 */
public final class Outlooks {
    private final Map<ProcessID, ProcessLine> lines = new ConcurrentHashMap<>();

    /**
     * A job waits from now on.
     *
     * @param heard when that was told
     */
    public void join(ProcessID process, long submitted, long heard) {
        line(process).join(submitted, heard);
    }

    /** A worker has taken a waiting job. */
    public void take(ProcessID process, long submitted) {
        line(process).take(submitted);
    }

    /** A waiting job was dismissed, or given up. */
    public void leave(ProcessID process, long submitted) {
        line(process).leave(submitted);
    }

    /** A waiting job cannot be remembered: nobody knows what is before the others, until one of them is taken. */
    public void forget(ProcessID process, long submitted) {
        line(process).forget(submitted);
    }

    /**
     * A worker has ended a job; told after the job left the line.
     *
     * @param run how long the worker had it; negative if that is not known
     */
    public void end(ProcessID process, long time, long run) {
        line(process).end(time, run);
    }

    /** What a waiting job has before it; empty while this replica cannot know. */
    public Optional<Outlook> of(ProcessID process, long submitted, Instant now) {
        ProcessLine line = lines.get(process);
        return line == null ? Optional.empty() : line.of(submitted, now.toEpochMilli());
    }

    private ProcessLine line(ProcessID process) {
        return lines.computeIfAbsent(process, _ -> new ProcessLine());
    }
}
