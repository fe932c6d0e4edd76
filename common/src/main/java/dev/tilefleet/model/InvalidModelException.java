package dev.tilefleet.model;

import java.util.List;

/** Models that cannot be used; the message names file and member of every problem. */
public final class InvalidModelException extends RuntimeException {
    private final transient List<String> problems;

    InvalidModelException(List<String> problems) {
        super("The models cannot be used:\n"
                + String.join("\n", problems.stream().map(p -> "  - " + p).toList()));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
