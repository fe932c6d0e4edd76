package dev.tilefleet.api.outbound;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ports, written as {@code 80,443,8000-8999}. */
record Ports(List<Range> ranges) {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");
    private static final int LAST = 65_535;

    Ports {
        ranges = List.copyOf(ranges);
    }

    /** From the first to the last, both among them. */
    record Range(int first, int last) {
        Range {
            if (first < 1 || last > LAST || first > last) {
                throw new IllegalArgumentException("%d-%d is no range of ports".formatted(first, last));
            }
        }
    }

    /** @throws IllegalArgumentException if a part between commas is neither a port nor a range of them */
    static Ports parse(String list) {
        return new Ports(Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .map(Ports::range)
                .toList());
    }

    private static Range range(String text) {
        Matcher matcher = RANGE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "\"%s\" is neither a port nor a range such as 8000-8999".formatted(text));
        }
        int first = Integer.parseInt(matcher.group(1));
        return new Range(first, matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2)));
    }

    boolean contains(int port) {
        return ranges.stream().anyMatch(range -> range.first() <= port && port <= range.last());
    }
}
