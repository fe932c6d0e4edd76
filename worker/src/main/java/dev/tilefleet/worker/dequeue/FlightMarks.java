package dev.tilefleet.worker.dequeue;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tiles of one partition that native code works on, as the metadata of its committed offset.
 *
 * <p>Who takes the partition over after an unclean end finds here which tiles may have caused it. Written as {@code
 * tf1;3,7*2!}: distances from the committed offset, {@code *n} for n earlier ends in which this tile was alone, {@code !}
 * if it is alone now.
 */
record FlightMarks(SortedMap<Long, Mark> byOffset) {
    static final FlightMarks NONE = new FlightMarks(new TreeMap<>());

    /** Kafka's default for the longest metadata of an offset. */
    static final int LONGEST = 4096;

    private static final String VERSION = "tf1;";
    private static final Pattern MARK = Pattern.compile("(\\d{1,18})(?:\\*(\\d{1,4}))?(!)?");

    /**
     * One tile.
     *
     * @param crashes ends of a process in which this tile was alone, this flight counted if it is alone in it
     */
    record Mark(int crashes, boolean alone) {}

    FlightMarks {
        byOffset = Collections.unmodifiableSortedMap(new TreeMap<>(byOffset));
    }

    /**
     * The metadata for a commit of this offset. If it would be too long, the highest offsets are left out: they are the
     * last to be read again. Not those with a tally, though, which is nowhere else.
     */
    String write(long committed) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<Long, Mark> entry : gravestFirst()) {
            Mark mark = entry.getValue();
            String one = (entry.getKey() - committed)
                    + (mark.crashes() > 0 ? "*" + mark.crashes() : "")
                    + (mark.alone() ? "!" : "");
            if (VERSION.length() + text.length() + one.length() + 1 > LONGEST) {
                break;
            }
            text.append(text.isEmpty() ? "" : ",").append(one);
        }
        return text.isEmpty() ? "" : VERSION + text;
    }

    private List<Map.Entry<Long, Mark>> gravestFirst() {
        return byOffset.entrySet().stream()
                .sorted(comparing(entry -> entry.getValue().crashes(), reverseOrder()))
                .toList();
    }

    /** Reads back what was written with this committed offset; anything else means no marks. */
    static FlightMarks read(String metadata, long committed) {
        if (!metadata.startsWith(VERSION)) {
            return NONE;
        }
        SortedMap<Long, Mark> marks = new TreeMap<>();
        for (String one : metadata.substring(VERSION.length()).split(",", -1)) {
            Matcher matcher = MARK.matcher(one);
            if (!matcher.matches()) {
                return NONE;
            }
            int crashes = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
            marks.put(committed + Long.parseLong(matcher.group(1)), new Mark(crashes, matcher.group(3) != null));
        }
        return new FlightMarks(marks);
    }
}
