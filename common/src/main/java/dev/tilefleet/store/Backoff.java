package dev.tilefleet.store;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often something is tried, and the pauses between.
 *
 * @param tries at most
 * @param pause after the first failure; doubles with each further one, and a random half of it is left out so that
 *     those who failed together do not come back together
 * @param patience no try begins when so much time has passed since the first
 */
record Backoff(int tries, Duration pause, Duration patience) {

    /** Whether another try may follow. */
    boolean allows(int failures, Duration elapsed) {
        return failures < tries && elapsed.compareTo(patience) < 0;
    }

    /** The pause after so many failures, one or more. */
    Duration pauseAfter(int failures, RandomGenerator random) {
        double factor = (1L << (failures - 1)) * (0.5 + random.nextDouble() / 2);
        return Duration.ofNanos((long) (pause.toNanos() * factor));
    }
}
