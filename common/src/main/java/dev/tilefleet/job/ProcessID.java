package dev.tilefleet.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names one process, which is one model: {@code [a-z0-9-]{1,63}}, so that topics, keys and groups can carry it. */
public record ProcessID(@JsonValue String value) implements Comparable<ProcessID> {
    private static final Pattern FORM = Pattern.compile("[a-z0-9-]{1,63}");

    @JsonCreator
    public ProcessID {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a process id (" + FORM + "): " + value);
        }
    }

    /** The id, or nothing if the text has not its form. */
    public static Optional<ProcessID> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new ProcessID(text)) : Optional.empty();
    }

    @Override
    public int compareTo(ProcessID other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
