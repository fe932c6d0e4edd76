package dev.tilefleet.api.jobs;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/**
 * Values made of keys, the recent ones kept: what is said over and over (process, worker, model) is in memory once, and
 * what is said no more is forgotten. For any number of threads.
 *
 * @param <K> with an equality
 * @param <V> immutable
 */
final class Recent<K, V> {
    private static final int SLOTS = 1 << 10;

    private final Function<K, V> make;
    private final AtomicReferenceArray<Slot<K, V>> slots = new AtomicReferenceArray<>(SLOTS);

    private record Slot<K, V>(K key, V value) {}

    Recent(Function<K, V> make) {
        this.make = make;
    }

    V of(K key) {
        int hash = key.hashCode();
        int place = (hash ^ (hash >>> 16)) & (SLOTS - 1);
        Slot<K, V> slot = slots.get(place);
        if (slot == null || !slot.key().equals(key)) {
            slot = new Slot<>(key, make.apply(key));
            slots.set(place, slot);
        }
        return slot.value();
    }
}
