package dev.tilefleet.api.outlook;

import java.time.Duration;
import java.util.Optional;

/**
 * How fast the whole fleet works one process's line off, by what was seen lately. Two measures: the time from one end to
 * the next while jobs waited, which is that of all workers together, and the time that a job takes once a worker has it.
 * Times are milliseconds since 1970. Not for more than one thread.
 */
final class Pace {
    /** Workers end jobs in batches: fewer intervals than a batch has say nothing. */
    static final int FEWEST = 8;

    private static final int MOST = 64;
    private static final double WEIGHT = 0.1;
    private static final long SHORTEST_GRACE = Duration.ofSeconds(30).toMillis();

    private final long[] intervals = new long[MOST];
    private int seen;
    private int next;
    private long sum;
    private long last;
    private boolean wasWaiting;
    private double run = -1;

    /**
     * A worker ended a job.
     *
     * @param run how long it had it; negative if that is not known
     * @param areWaiting whether there is a next one to take
     */
    void ended(long time, long run, boolean areWaiting) {
        if (run >= 0) {
            this.run = this.run < 0 ? run : this.run + WEIGHT * (run - this.run);
        }
        // Ends that come in another order than they are told in add no time.
        long interval = Math.max(0, time - last);
        if (wasWaiting && interval <= grace()) {
            add(interval);
        } else if (wasWaiting) {
            // The fleet was away in between; what comes next may be another.
            seen = 0;
            next = 0;
            sum = 0;
        }
        last = Math.max(last, time);
        wasWaiting = areWaiting;
    }

    /**
     * The time until the end of a job that has so many before it; empty where too little was measured, or nothing ended for
     * much longer than it should take.
     *
     * @param waitingSince since when the line is not empty
     */
    Optional<Duration> left(int before, long now, long waitingSince) {
        boolean isMeasured = run >= 0 && (before == 0 || seen >= FEWEST);
        boolean isStale = now - Math.max(last, waitingSince) > grace();
        return isMeasured && !isStale
                ? Optional.of(Duration.ofMillis(Math.round(before * interval() + run)))
                : Optional.empty();
    }

    private void add(long interval) {
        if (seen == MOST) {
            sum -= intervals[next];
        } else {
            seen++;
        }
        sum += interval;
        intervals[next] = interval;
        next = (next + 1) % MOST;
    }

    private double interval() {
        return seen == 0 ? 0 : (double) sum / seen;
    }

    /** For so long nothing may end, and the measures hold. */
    private long grace() {
        return Math.max(SHORTEST_GRACE, Math.round(4 * (interval() + Math.max(0, run))));
    }
}
