package dev.tilefleet.api.deliver;

import dev.tilefleet.api.deliver.Lanes.Offer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Looks through a shard's timers, those that were due first first, and hands over what is due. A page of names is in
 * memory at a time, however many wait.
 */
final class Sweep {
    private static final int PAGE = 1_000;

    private final Reports reports;
    private final Lanes lanes;
    private final Courier courier;
    private final Duration patience;
    private final Clock clock;

    /** @param patience with a receiver that is left alone: what was due so long ago is given up */
    Sweep(Reports reports, Lanes lanes, Courier courier, Duration patience, Clock clock) {
        this.reports = reports;
        this.lanes = lanes;
        this.courier = courier;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * What one look found.
     *
     * @param due deliveries
     * @param isFull whether some of them found no place, so that it is worth looking again soon
     */
    record Found(int due, boolean isFull) {
        Found and(Found other) {
            return new Found(due + other.due, isFull || other.isFull);
        }
    }

    /** @throws dev.tilefleet.store.StoreUnavailableException if the store does not answer */
    Found over(int shard) {
        Instant now = clock.instant();
        int due = 0;
        boolean isFull = false;
        String after = "";
        List<String> page;
        do {
            page = reports.timers(shard, after, PAGE);
            for (String key : page) {
                Optional<Timer> timer = Timer.parse(key);
                if (timer.isPresent() && timer.get().due().isAfter(now)) {
                    return new Found(due, isFull);
                }
                due += timer.isPresent() ? 1 : 0;
                isFull |= timer.filter(found -> handOver(found, now) == Offer.FULL)
                        .isPresent();
                after = key;
            }
        } while (page.size() == PAGE);
        return new Found(due, isFull);
    }

    private Offer handOver(Timer timer, Instant now) {
        Offer offer = offer(timer);
        if (offer == Offer.RESTING && timer.due().plus(patience).isBefore(now)) {
            courier.giveUp(timer);
        }
        return offer;
    }

    /** Hands over one that is due. */
    Offer offer(Timer timer) {
        return lanes.offer(timer.delivery().origin(), timer.key(), () -> courier.deliver(timer));
    }
}
