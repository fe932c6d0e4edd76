package dev.tilefleet.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * To which trace a request belongs, and which step of it sent the request: {@code traceparent} of W3C Trace Context,
 * version 00. Carried on unchanged, since the fleet records no spans of its own; where there is none, none is made.
 */
public record TraceParent(@JsonValue String value) {
    /** Of HTTP requests and of records. */
    public static final String HEADER = "traceparent";

    /** Section 3.2.2; zeros alone and version ff are invalid. */
    private static final Pattern FORM =
            Pattern.compile("(?!ff)([0-9a-f]{2})-((?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

    private static final String VERSION = "00";
    private static final int TRACE_ID = VERSION.length() + 1;
    private static final int TRACE_ID_END = TRACE_ID + 32;
    private static final int SAMPLED = 1;

    @JsonCreator
    public TraceParent {
        Matcher matcher = FORM.matcher(value);
        if (!matcher.matches() || !isCurrent(matcher)) {
            throw new IllegalArgumentException("not a traceparent of version 00");
        }
    }

    /**
     * What the header says, or nothing where it is not there, there more than once, or invalid. Of a later version is taken
     * what version 00 has of it (section 4.3).
     */
    public static Optional<TraceParent> of(List<String> headers) {
        return headers.size() == 1 ? parse(headers.getFirst()) : Optional.empty();
    }

    private static Optional<TraceParent> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || (matcher.group(1).equals(VERSION) && !isCurrent(matcher))) {
            return Optional.empty();
        }
        String flags = matcher.group(1).equals(VERSION)
                ? matcher.group(3)
                : "0" + (Integer.parseInt(matcher.group(3), 16) & SAMPLED);
        return Optional.of(new TraceParent(VERSION + "-" + matcher.group(2) + "-" + flags));
    }

    private static boolean isCurrent(Matcher matcher) {
        return matcher.group(1).equals(VERSION) && matcher.group(4) == null;
    }

    /** What the trace is found by: 32 hexadecimal digits. */
    public String traceID() {
        return value.substring(TRACE_ID, TRACE_ID_END);
    }
}
