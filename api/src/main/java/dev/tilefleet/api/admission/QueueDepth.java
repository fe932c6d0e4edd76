package dev.tilefleet.api.admission;

import dev.tilefleet.job.ProcessID;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Knows how many jobs wait for each process, as far as the broker told of late, and how long those take that are too
 * many. What nobody told of lately sets no limit: a queue that is away refuses for itself.
 *
 * <p>Looked at every few seconds, so what comes in between is not counted.
 */
public final class QueueDepth implements Consumer<Map<ProcessID, Map<Integer, Long>>> {
    /** Of no use any more. */
    static final Duration STALE = Duration.ofMinutes(1);

    /** While the queue does not become shorter, nobody can say. */
    static final Duration UNKNOWN = Duration.ofMinutes(1);

    /** Before the next look nothing changes. */
    static final Duration LEAST = Duration.ofSeconds(15);

    /** What is farther away is not worth foretelling. */
    static final Duration MOST = Duration.ofMinutes(10);

    private final int limit;
    private final InstantSource clock;
    private volatile Map<ProcessID, Look> looks = Map.of();

    /** @param falling jobs a second that the queue lost since the look before; not above 0 if it did not */
    private record Look(long jobs, double falling, Instant at) {}

    /** @param limit jobs of a process; 0 for none */
    public QueueDepth(int limit, InstantSource clock) {
        this.limit = limit;
        this.clock = clock;
    }

    /** Takes what the broker told now: the lag of each partition. By one thread. */
    @Override
    public void accept(Map<ProcessID, Map<Integer, Long>> lags) {
        Instant now = clock.instant();
        Map<ProcessID, Look> next = new HashMap<>(looks);
        lags.forEach((process, partitions) -> {
            long jobs = partitions.values().stream().mapToLong(Long::longValue).sum();
            next.put(process, new Look(jobs, falling(next.get(process), jobs, now), now));
        });
        looks = Map.copyOf(next);
    }

    private static double falling(Look before, long jobs, Instant now) {
        long millis = before == null ? 0 : Duration.between(before.at(), now).toMillis();
        return millis <= 0 ? 0 : (before.jobs() - jobs) * 1e3 / millis;
    }

    /** Whether so many jobs wait for this process that it takes no more now. */
    public boolean isFull(ProcessID process) {
        return patience(process).isPresent();
    }

    /** How long until this process may take jobs again; nothing if it does. */
    Optional<Duration> patience(ProcessID process) {
        Look look = looks.get(process);
        boolean isFull = limit > 0 && look != null && look.jobs() >= limit && isFresh(look);
        return isFull ? Optional.of(patience(look)) : Optional.empty();
    }

    private boolean isFresh(Look look) {
        return Duration.between(look.at(), clock.instant()).compareTo(STALE) < 0;
    }

    private Duration patience(Look look) {
        if (look.falling() <= 0) {
            return UNKNOWN;
        }
        long seconds = (long) Math.ceil((look.jobs() - limit + 1) / look.falling());
        return Duration.ofSeconds(Math.clamp(seconds, LEAST.toSeconds(), MOST.toSeconds()));
    }
}
