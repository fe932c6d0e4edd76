package dev.tilefleet.config;

import java.util.List;

/** Everything that is wrong with the configuration, in one message. */
public final class InvalidConfigurationException extends RuntimeException {
    private final transient List<String> problems;

    InvalidConfigurationException(List<String> problems) {
        super("The configuration cannot be used:\n"
                + String.join("\n", problems.stream().map(p -> "  - " + p).toList()));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
