package dev.tilefleet.api.access;

import java.time.Instant;
import java.util.Optional;
import java.util.Random;

/** Keys that anybody can foresee. */
final class TestingKeys {
    static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    private TestingKeys() {}

    static ApiKey key(long seed) {
        return ApiKey.random(new Random(seed));
    }

    static KeyEntry entry(ApiKey key, String owner) {
        return new KeyEntry(key.id(), owner, key.sha256(), NOW, Optional.empty());
    }

    static KeyEntry until(ApiKey key, String owner, Instant end) {
        return new KeyEntry(key.id(), owner, key.sha256(), NOW, Optional.of(end));
    }
}
