package dev.tilefleet.api.follow;

import dev.tilefleet.api.edge.Preferences;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** For how long a client is willing to wait for an answer: {@code Prefer: wait=N} (RFC 7240, section 4.3). */
final class PreferredWait {
    /** Well below the server's idle timeout, and below those of most proxies. */
    static final Duration LONGEST = Duration.ofSeconds(60);

    private static final String NAME = "wait";
    private static final Pattern SECONDS = Pattern.compile("[0-9]+");

    private PreferredWait() {}

    /** At most {@link #LONGEST}; empty if the client did not say, or said no number. */
    static Optional<Duration> of(Preferences preferences) {
        return preferences
                .value(NAME)
                .filter(text -> SECONDS.matcher(text).matches())
                .map(PreferredWait::atMost);
    }

    /** As {@code Preference-Applied} tells it. */
    static String applied(Duration wait) {
        return NAME + "=" + wait.toSeconds();
    }

    private static Duration atMost(String seconds) {
        // More digits than a number takes are more than enough.
        return seconds.length() > 9 || Long.parseLong(seconds) > LONGEST.toSeconds()
                ? LONGEST
                : Duration.ofSeconds(Long.parseLong(seconds));
    }
}
