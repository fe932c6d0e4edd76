package dev.tilefleet.worker.journey;

import dev.tilefleet.job.Timings;
import dev.tilefleet.job.Timings.Stage;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Times the stages of one attempt. */
final class Stopwatch {
    private final Map<Stage, Duration> times = new EnumMap<>(Stage.class);

    /** What a stage does. */
    interface Step<T> {
        T run() throws InterruptedException, Patience.DeadlineExceededException;
    }

    void record(Stage stage, Duration time) {
        times.put(stage, time);
    }

    /** Runs the stage and notes how long it took, also when it fails. */
    <T> T time(Stage stage, Step<T> step) throws InterruptedException, Patience.DeadlineExceededException {
        long start = System.nanoTime();
        try {
            return step.run();
        } finally {
            times.put(stage, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    Timings timings() {
        return new Timings(times);
    }
}
