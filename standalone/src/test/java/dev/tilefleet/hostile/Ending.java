package dev.tilefleet.hostile;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a decode ended.
 *
 * @param file the {@link HostileFile}'s name
 * @param kind {@link DecodingWorker#DECODED}, the code of a problem, or the class of an exception that nobody expects
 */
record Ending(String file, String kind, Duration took) {
    private static final Pattern LINE = Pattern.compile(DecodingWorker.ENDS + "(.+) (\\S+) (\\d+)");

    static Optional<Ending> parse(String line) {
        Matcher parts = LINE.matcher(line);
        return parts.matches()
                ? Optional.of(new Ending(
                        parts.group(1), parts.group(2), Duration.ofNanos(1000 * Long.parseLong(parts.group(3)))))
                : Optional.empty();
    }

    /** The property that makes {@link HostileFilesIT} decode this file and no other. */
    static String replay(String file) {
        return "-D%s=%s".formatted(HostileFilesIT.REPLAY, file);
    }

    boolean isAmong(String... kinds) {
        return Arrays.asList(kinds).contains(kind);
    }

    @Override
    public String toString() {
        return "%s: %s after %d ms, replay with %s".formatted(file, kind, took.toMillis(), replay(file));
    }
}
