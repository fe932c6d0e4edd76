package dev.tilefleet.api.follow;

import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** An event loop on the test's thread, whose time goes by as the test says. */
final class TestingLoop implements EventLoop {
    private final Map<Long, Timer> timers = new TreeMap<>();
    private final Consumer<Duration> clock;
    private long now;
    private long last;

    private record Timer(long due, Runnable step) {}

    /** @param clock goes by with it */
    TestingLoop(Consumer<Duration> clock) {
        this.clock = clock;
    }

    @Override
    public void run(Runnable step) {
        step.run();
    }

    @Override
    public <T> Promise<T> promise() {
        return Promise.promise();
    }

    @Override
    public long after(Duration time, Runnable step) {
        last++;
        timers.put(last, new Timer(now + time.toNanos(), step));
        return last;
    }

    @Override
    public void callOff(long timer) {
        timers.remove(timer);
    }

    /** What is due until then is done, in its order. */
    void pass(Duration time) {
        long end = now + time.toNanos();
        while (timers.values().stream().anyMatch(timer -> timer.due() <= end)) {
            long next = timers.entrySet().stream()
                    .min(Map.Entry.comparingByValue(Comparator.comparingLong(Timer::due)))
                    .orElseThrow()
                    .getKey();
            Timer timer = timers.remove(next);
            goTo(timer.due());
            timer.step().run();
        }
        goTo(end);
    }

    /** Steps that wait for their time. */
    int waiting() {
        return timers.size();
    }

    private void goTo(long time) {
        clock.accept(Duration.ofNanos(time - now));
        now = time;
    }
}
