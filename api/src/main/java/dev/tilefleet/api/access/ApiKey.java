package dev.tilefleet.api.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tilefleet.config.Secret;
import dev.tilefleet.job.Sha256;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key as its owner has it: {@code tilefleet_}, an id of 12 hexadecimal digits, {@code _}, and 256 random bits in
 * base64url. The first part lets scanners find a key that was published by mistake.
 *
 * @param text all of it
 */
public record ApiKey(Secret text) {
    private static final Pattern FORM = Pattern.compile("tilefleet_([0-9a-f]{12})_[A-Za-z0-9_-]{43}");
    private static final int ID_BYTES = 6;
    private static final int SECRET_BYTES = 32;

    public ApiKey {
        if (!FORM.matcher(text.reveal()).matches()) {
            throw new IllegalArgumentException("not of the form of an API key");
        }
    }

    /** @param random one that nobody can foresee */
    public static ApiKey random(RandomGenerator random) {
        byte[] id = new byte[ID_BYTES];
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(id);
        random.nextBytes(secret);
        return new ApiKey(new Secret("tilefleet_%s_%s"
                .formatted(
                        HexFormat.of().formatHex(id),
                        Base64.getUrlEncoder().withoutPadding().encodeToString(secret))));
    }

    /** Nothing where the text has not the form of a key, whatever it is. */
    static Optional<ApiKey> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new ApiKey(new Secret(text))) : Optional.empty();
    }

    /**
     * The line to be added to the file of entries.
     *
     * @throws IllegalArgumentException if no owner may be called so
     */
    public String entry(String owner, Instant created, Optional<Instant> expires) {
        return KeyLines.write(new KeyEntry(id(), owner, sha256(), created, expires));
    }

    String id() {
        Matcher matcher = FORM.matcher(text.reveal());
        if (!matcher.matches()) {
            throw new IllegalStateException("checked when it was made");
        }
        return matcher.group(1);
    }

    Sha256 sha256() {
        return Sha256.of(text.reveal().getBytes(US_ASCII));
    }
}
