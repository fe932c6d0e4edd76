package dev.tilefleet.job;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.UUID;

/** Names one job: a random UUID, in OGC API – Processes the {@code jobID}. */
public record JobID(UUID value) {
    public JobID {
        requireNonNull(value, "value");
    }

    /** A fresh id. */
    public static JobID random() {
        return new JobID(UUID.randomUUID());
    }

    /**
     * The id in its canonical form of 36 lower-case characters.
     *
     * @throws IllegalArgumentException if the text has any other form
     */
    @JsonCreator
    public static JobID of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not a job id: " + text));
    }

    /** The id in its canonical form, or nothing if the text has any other form. */
    public static Optional<JobID> parse(String text) {
        try {
            UUID uuid = UUID.fromString(text);
            // UUID.fromString takes short groups too; one job must have one name.
            return uuid.toString().equals(text) ? Optional.of(new JobID(uuid)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    @JsonValue
    public String toString() {
        return value.toString();
    }
}
