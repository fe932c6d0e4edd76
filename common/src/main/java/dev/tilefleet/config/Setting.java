package dev.tilefleet.config;

import static java.util.Objects.requireNonNull;

/**
 * One thing that can be configured: a row of the configuration table.
 *
 * @param name without the prefix {@code TILEFLEET_}
 * @param fallback the default in the form a user would write it, empty where there is none
 * @param meaning one sentence for the table
 */
public record Setting(String name, String fallback, String meaning) {
    public Setting {
        requireNonNull(name, "name");
        requireNonNull(fallback, "fallback");
        requireNonNull(meaning, "meaning");
    }

    /** The environment variable. */
    public String variable() {
        return Settings.PREFIX + name;
    }
}
