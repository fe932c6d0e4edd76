package dev.tilefleet.api.deliver;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import dev.tilefleet.config.Secret;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Secrets shared with receivers, by which they know that a request is ours (Standard Webhooks 1.0, symmetric).
 *
 * @param secrets each makes a signature of its own: while receivers change over, some know the old one only
 */
record SigningSecrets(List<Secret> secrets) {
    /** Signs nothing. */
    static final SigningSecrets NONE = new SigningSecrets(List.of());

    private static final String PREFIX = "whsec_";
    /** What the standard asks for, in bytes. */
    private static final int SHORTEST = 24;

    private static final int LONGEST = 64;

    SigningSecrets {
        secrets = List.copyOf(secrets);
    }

    /** @throws IllegalArgumentException if one of them has another form; the message does not hold it */
    static SigningSecrets parse(Secret list) {
        return new SigningSecrets(Arrays.stream(list.reveal().split(",", -1))
                .map(String::strip)
                .map(SigningSecrets::checked)
                .toList());
    }

    private static Secret checked(String secret) {
        int bytes;
        try {
            bytes = secret.startsWith(PREFIX)
                    ? Base64.getDecoder().decode(secret.substring(PREFIX.length())).length
                    : 0;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("one is no Base64 behind " + PREFIX, e);
        }
        if (bytes < SHORTEST || bytes > LONGEST) {
            throw new IllegalArgumentException(
                    "each must be %s and %d to %d bytes in Base64, such as %s$(openssl rand -base64 32)"
                            .formatted(PREFIX, SHORTEST, LONGEST, PREFIX));
        }
        return new Secret(secret);
    }

    boolean isEmpty() {
        return secrets.isEmpty();
    }

    /** The header {@code webhook-signature}, or nothing without a secret. */
    Optional<String> sign(String id, long timestamp, String body) {
        return isEmpty()
                ? Optional.empty()
                : Optional.of(secrets.stream()
                        .map(secret -> sign(secret, id, timestamp, body))
                        .collect(Collectors.joining(" ")));
    }

    private static String sign(Secret secret, String id, long timestamp, String body) {
        try {
            return new Webhook(secret.reveal()).sign(id, timestamp, body);
        } catch (EmptyWebhookSecretException | WebhookSigningException e) {
            throw new IllegalStateException("a secret that was checked signs", e);
        }
    }
}
