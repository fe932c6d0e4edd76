package dev.tilefleet.api.access;

import static java.util.Locale.ROOT;

import dev.tilefleet.job.Problem;
import dev.tilefleet.job.ProblemType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who a request is from by its API key, sent as {@code Authorization: Bearer …} (RFC 6750, section 2.1). A key in the
 * URL or in a form is not looked at: it would stand in logs and histories.
 */
final class BearerKeys {
    private static final String SCHEME = "bearer";
    private static final String CHALLENGE = "Bearer realm=\"tilefleet\"";

    private BearerKeys() {}

    /** @param headers all of that name, as they came */
    static Verdict judge(List<String> headers, KeyRing keys, Instant now) {
        if (headers.size() > 1) {
            return malformed("There are several Authorization headers. Send one.");
        }
        if (headers.isEmpty() || !isBearer(headers.getFirst())) {
            // An unknown scheme is no attempt at this one, so the challenge names no error (section 3.1).
            return refused(
                    "",
                    ProblemType.KEY_REQUIRED,
                    "Send an API key, as in 'Authorization: Bearer tilefleet_…'. Whoever runs this server has them.");
        }
        String[] parts = headers.getFirst().strip().split(" +", -1);
        return switch (parts.length) {
            case 1 -> malformed("The Authorization header has no key behind 'Bearer'.");
            case 2 -> judge(ApiKey.parse(parts[1]), keys, now);
            default -> malformed("The Authorization header has more than a key behind 'Bearer'.");
        };
    }

    private static Verdict judge(Optional<ApiKey> key, KeyRing keys, Instant now) {
        Optional<KeyEntry> entry = key.flatMap(keys::find);
        if (entry.isEmpty()) {
            return invalid("The API key is none of this server's. See that it is whole, and has not been withdrawn.");
        }
        return entry.filter(found -> !found.isExpired(now))
                .<Verdict>map(found -> new Verdict.Known(new Caller(found.owner())))
                .orElseGet(() -> invalid("The API key %s has expired. Ask for a new one."
                        .formatted(entry.get().id())));
    }

    private static boolean isBearer(String header) {
        return header.strip().split(" ", 2)[0].toLowerCase(ROOT).equals(SCHEME);
    }

    private static Verdict malformed(String detail) {
        return refused("invalid_request", ProblemType.MALFORMED_REQUEST, detail);
    }

    private static Verdict invalid(String detail) {
        return refused("invalid_token", ProblemType.KEY_INVALID, detail);
    }

    private static Verdict refused(String error, ProblemType type, String detail) {
        String challenge = error.isEmpty() ? CHALLENGE : "%s, error=\"%s\"".formatted(CHALLENGE, error);
        return new Verdict.Refused(challenge, new Problem(type, detail));
    }
}
