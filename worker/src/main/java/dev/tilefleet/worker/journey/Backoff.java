package dev.tilefleet.worker.journey;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: exponential with full jitter, so that workers who lost the same store do not
 * come back all at once.
 *
 * @param first the bound before the second try
 * @param most the bound that later tries stay under
 */
record Backoff(Duration first, Duration most) {
    /** The wait after so many failed tries (from 1 on): at least a millisecond, at most the bound of that try. */
    Duration after(int failures, RandomGenerator random) {
        long bound = most.toMillis();
        if (failures <= 32) {
            bound = Math.min(bound, first.toMillis() << (failures - 1));
        }
        return Duration.ofMillis(random.nextLong(1, bound + 1));
    }
}
