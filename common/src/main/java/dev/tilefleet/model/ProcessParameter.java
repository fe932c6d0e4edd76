package dev.tilefleet.model;

import static java.util.Objects.requireNonNull;

/**
 * A number that a job may give beside its tile.
 *
 * @param name as in the job's parameters
 * @param fallback what it is where the job does not say
 * @param minimum least value taken
 * @param maximum greatest value taken
 */
public record ProcessParameter(
        String name, String title, String description, double fallback, double minimum, double maximum) {
    public ProcessParameter {
        requireNonNull(name, "name");
        requireNonNull(title, "title");
        requireNonNull(description, "description");
        if (!(minimum <= fallback && fallback <= maximum)) {
            throw new IllegalArgumentException(
                    "default %s of %s is not within its bounds %s and %s".formatted(fallback, name, minimum, maximum));
        }
    }
}
