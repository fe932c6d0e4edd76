package dev.tilefleet.api.intake;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client calls one submission, to be able to repeat it: {@code Idempotency-Key} of
 * draft-ietf-httpapi-idempotency-key-header.
 *
 * @param text without quotes and escapes
 */
public record IdempotencyKey(String text) {
    static final String HEADER = "Idempotency-Key";
    private static final int LONGEST = 255;

    /** A string of RFC 9651, whose parameters mean nothing here; {@code \} stands before {@code "} and itself only. */
    private static final Pattern STRING =
            Pattern.compile("\"((?:[\\x20-\\x7E&&[^\"\\\\]]|\\\\[\"\\\\]){1,1000})\"(?: *;[\\x20-\\x7E]{0,1000})?");

    /** What most clients send: no string, but what can be taken for nothing else. */
    private static final Pattern BARE = Pattern.compile("[\\x21-\\x7E&&[^\"\\\\,;]]{1,1000}");

    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

    public IdempotencyKey {
        requireNonNull(text, "text");
    }

    /**
     * The key in these headers of one request.
     *
     * @throws ProblemException {@code malformed-request} if there are several, or one that is no key
     */
    static Optional<IdempotencyKey> of(List<String> headers) {
        if (headers.isEmpty()) {
            return Optional.empty();
        }
        if (headers.size() > 1) {
            throw malformed("is sent more than once");
        }
        String text = text(headers.getFirst().strip());
        if (text.length() > LONGEST) {
            throw malformed("is longer than %d characters".formatted(LONGEST));
        }
        return Optional.of(new IdempotencyKey(text));
    }

    private static String text(String header) {
        if (BARE.matcher(header).matches()) {
            return header;
        }
        Matcher string = STRING.matcher(header);
        if (!string.matches()) {
            throw malformed("cannot be read");
        }
        return ESCAPE.matcher(string.group(1)).replaceAll("$1");
    }

    private static ProblemException malformed(String fault) {
        return new ProblemException(
                ProblemType.MALFORMED_REQUEST,
                "The header Idempotency-Key %s. Send one key of at most %d characters in quotes, a UUID for example: Idempotency-Key: \"8e03978e-40d5-43dd-bc93-6894a57f9324\"."
                        .formatted(fault, LONGEST));
    }
}
