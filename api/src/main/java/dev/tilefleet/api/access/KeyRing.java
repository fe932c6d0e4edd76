package dev.tilefleet.api.access;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.stream.Collectors.toMap;

import dev.tilefleet.job.Sha256;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * The entries of all keys that count.
 *
 * <p>Whether a key is the right one takes the same time whichever part of it is wrong: its digest is taken and compared
 * once, also where there is no entry.
 */
final class KeyRing {
    /** No key is known to have it; finding one is as hard as guessing one. */
    private static final Sha256 NO_KEYS_DIGEST = new Sha256("0".repeat(64));

    private final Map<String, KeyEntry> entries;
    private final BiPredicate<byte[], byte[]> equality;

    /** @throws BrokenKeysException if two entries have one id */
    KeyRing(Collection<KeyEntry> entries) {
        this(entries, MessageDigest::isEqual);
    }

    /** @param equality that takes the same time wherever the two differ */
    KeyRing(Collection<KeyEntry> entries, BiPredicate<byte[], byte[]> equality) {
        this.entries = entries.stream().collect(toMap(KeyEntry::id, Function.identity(), (one, other) -> {
            throw new BrokenKeysException("id %s stands there twice".formatted(one.id()));
        }));
        this.equality = equality;
    }

    /** What is known of this key, expired or not; nothing if it is none of ours. */
    Optional<KeyEntry> find(ApiKey key) {
        Optional<KeyEntry> entry = Optional.ofNullable(entries.get(key.id()));
        byte[] expected = bytes(entry.map(KeyEntry::sha256).orElse(NO_KEYS_DIGEST));
        return equality.test(bytes(key.sha256()), expected) ? entry : Optional.empty();
    }

    int size() {
        return entries.size();
    }

    private static byte[] bytes(Sha256 digest) {
        return digest.hex().getBytes(US_ASCII);
    }
}
