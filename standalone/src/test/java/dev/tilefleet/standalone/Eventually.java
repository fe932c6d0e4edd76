package dev.tilefleet.standalone;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Waits for what another process brings about and tells nobody: asks again and again until it is there or the patience
 * is over. The one place where a test lets time go by.
 */
public final class Eventually {
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Eventually() {}

    /**
     * The first answer that is one.
     *
     * @param what fits behind "waited in vain for"
     */
    public static <T> T eventually(String what, Duration patience, Supplier<Optional<T>> question) {
        long end = System.nanoTime() + patience.toNanos();
        for (Optional<T> answer = question.get(); ; answer = question.get()) {
            if (answer.isPresent()) {
                return answer.get();
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain for " + what + ", " + patience);
            }
            // A wake-up before its time only asks once more.
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
