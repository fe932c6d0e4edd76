package dev.tilefleet.api.outlook;

import java.util.Optional;

/** One process's line and its pace. For any number of threads. */
final class ProcessLine {
    private final WaitingLine line = new WaitingLine();
    private final Pace pace = new Pace();
    private long waitingSince;
    /** Whether jobs wait that nobody here remembers: they are older than all that are in the line. */
    private boolean isCutOff;

    synchronized void join(long submitted, long heard) {
        if (line.size() == 0) {
            waitingSince = heard;
            isCutOff = false;
        }
        line.join(submitted);
    }

    synchronized void take(long submitted) {
        line.leave(submitted);
        // Its turn has come, so that of those before it has, too.
        isCutOff = false;
    }

    synchronized void leave(long submitted) {
        line.leave(submitted);
    }

    synchronized void forget(long submitted) {
        line.leave(submitted);
        isCutOff = true;
    }

    synchronized void end(long time, long run) {
        pace.ended(time, run, line.size() > 0);
    }

    synchronized Optional<Outlook> of(long submitted, long now) {
        if (isCutOff) {
            return Optional.empty();
        }
        int before = line.before(submitted);
        return Optional.of(new Outlook(before + 1, pace.left(before, now, waitingSince)));
    }
}
