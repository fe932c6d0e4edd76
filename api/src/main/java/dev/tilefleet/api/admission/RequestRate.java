package dev.tilefleet.api.admission;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A token bucket for each client, kept as the generic cell rate algorithm does (ITU-T I.371): not how many tokens there
 * are, but the time at which the bucket would be full again. So a client takes one number.
 *
 * <p>Only so many clients are remembered; of a new one too many, that one is forgotten which has been silent for longest,
 * and finds a full bucket when it comes back.
 */
final class RequestRate {
    private final long interval;
    private final long slack;
    private final Map<String, Long> full;

    /**
     * All buckets are full.
     *
     * @param perSecond tokens that flow into a bucket
     * @param burst tokens that fit into it
     * @param clients that are remembered
     */
    RequestRate(int perSecond, int burst, int clients) {
        this.interval = Duration.ofSeconds(1).toNanos() / perSecond;
        this.slack = interval * (burst - 1);
        this.full = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
                return size() > clients;
            }
        };
    }

    /**
     * Takes a token, if there is one.
     *
     * @param now in nanoseconds, from any beginning
     * @return nothing if there was one, else how long until there will be
     */
    synchronized Duration take(String client, long now) {
        long last = full.getOrDefault(client, now);
        // Times wrap around, so that only differences tell which is later.
        long begin = last - now > 0 ? last : now;
        long wait = begin - now - slack;
        if (wait > 0) {
            return Duration.ofNanos(wait);
        }
        full.put(client, begin + interval);
        return Duration.ZERO;
    }

    /** How many clients are remembered. */
    synchronized int clients() {
        return full.size();
    }
}
