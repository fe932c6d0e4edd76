package dev.tilefleet.api.access;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.job.Sha256;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is kept of an API key: enough to know it again, and nothing to make it from.
 *
 * <p>A key has 256 random bits, so a plain SHA-256 keeps it as safe as itself: nobody can try that many. What makes a
 * password's hash slow guards words that people choose, and would cost every request its time.
 *
 * @param id the key's second part; no secret, to find this entry by
 * @param owner whose key it is; part of objects' keys in the store
 * @param sha256 of the whole key
 * @param expires from then on it is worth nothing
 */
record KeyEntry(String id, String owner, Sha256 sha256, Instant created, Optional<Instant> expires) {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{12}");
    private static final Pattern OWNER = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
    /** Under this name dropped files remember their jobs; nobody may meet them by a key of his own. */
    private static final String RESERVED = "inbox";

    KeyEntry {
        requireNonNull(sha256, "sha256");
        requireNonNull(created, "created");
        requireNonNull(expires, "expires");
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("id is not of twelve hexadecimal digits in lower case");
        }
        if (!OWNER.matcher(owner).matches() || owner.equals(RESERVED)) {
            throw new IllegalArgumentException(
                    "owner is not of 1 to 63 of a-z, 0-9, '.', '_' and '-', beginning with a letter or digit; \"%s\" is taken"
                            .formatted(RESERVED));
        }
    }

    boolean isExpired(Instant now) {
        return expires.filter(end -> !now.isBefore(end)).isPresent();
    }
}
