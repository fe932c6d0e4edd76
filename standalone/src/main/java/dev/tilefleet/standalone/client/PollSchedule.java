package dev.tilefleet.standalone.client;

import java.time.Duration;

/** How long to wait between two looks at a job: often at first, for short jobs, then ever less. */
final class PollSchedule {
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private Duration next = FIRST;

    /** The pause before the next look; each is half as long again as the one before, up to two seconds. */
    Duration next() {
        Duration pause = next;
        Duration longer = pause.multipliedBy(3).dividedBy(2);
        next = longer.compareTo(LONGEST) < 0 ? longer : LONGEST;
        return pause;
    }
}
