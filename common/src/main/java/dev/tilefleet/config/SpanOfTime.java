package dev.tilefleet.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A duration as people write it: {@code 250ms}, {@code 90s}, {@code 1h30m}, {@code 7d}; or ISO 8601. */
final class SpanOfTime {
    private static final Pattern MILLIS = Pattern.compile("(\\d{1,18})ms");

    private SpanOfTime() {}

    /** @throws IllegalArgumentException if the text is no span of time, or a negative one */
    static Duration parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        Matcher millis = MILLIS.matcher(lower);
        if (millis.matches()) {
            return Duration.ofMillis(Long.parseLong(millis.group(1)));
        }
        try {
            Duration span = Duration.parse(iso(lower));
            if (span.isNegative()) {
                throw new IllegalArgumentException("a span of time is not negative");
            }
            return span;
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("not a span of time such as 90s, 15m, 24h or 7d", e);
        }
    }

    private static String iso(String lower) {
        if (lower.startsWith("p")) {
            return lower;
        }
        // ISO 8601 sets days apart from hours with a T.
        int days = lower.indexOf('d') + 1;
        String rest = lower.substring(days);
        return "p" + lower.substring(0, days) + (rest.isEmpty() && days > 0 ? "" : "t" + rest);
    }
}
