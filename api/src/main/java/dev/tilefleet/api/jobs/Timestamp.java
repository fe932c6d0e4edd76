package dev.tilefleet.api.jobs;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Points in time as the documents write them, {@code 2026-11-01T12:00:00.123456Z}, in milliseconds since 1970: what
 * {@link Instant#parse} makes of them, but soon enough for millions.
 */
final class Timestamp {
    private static final String FORM = "0000-00-00T00:00:00.000000000";
    private static final int POINT = 19;

    private Timestamp() {}

    /** @throws java.time.DateTimeException if this is no point in time */
    static long millis(String text) {
        int last = text.length() - 1;
        if (!isUsual(text, last)) {
            return Instant.parse(text).toEpochMilli();
        }
        long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                .toEpochDay();
        long seconds = ((day * 24 + number(text, 11, 13)) * 60 + number(text, 14, 16)) * 60 + number(text, 17, 19);
        int millis = 0;
        for (int digit = POINT + 1; digit <= POINT + 3; digit++) {
            millis = millis * 10 + (digit < last ? text.charAt(digit) - '0' : 0);
        }
        return seconds * 1_000 + millis;
    }

    /** Anything odd, hour 24 and leap seconds too, is left to the library. */
    private static boolean isUsual(String text, int last) {
        if (last < POINT || last == POINT + 1 || last > FORM.length() || text.charAt(last) != 'Z') {
            return false;
        }
        for (int i = 0; i < last; i++) {
            boolean digit = text.charAt(i) >= '0' && text.charAt(i) <= '9';
            if (FORM.charAt(i) == '0' ? !digit : text.charAt(i) != FORM.charAt(i)) {
                return false;
            }
        }
        return number(text, 11, 13) < 24 && number(text, 14, 16) < 60 && number(text, 17, 19) < 60;
    }

    private static int number(String text, int begin, int end) {
        int number = 0;
        for (int i = begin; i < end; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }
}
