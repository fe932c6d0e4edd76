package dev.tilefleet.standalone.client;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What the fleet says about a job: OGC API – Processes' statusInfo and Tilefleet's additions to it.
 *
 * <p>Members this release does not know are ignored, so that it can speak to a newer fleet.
 *
 * @param queuePosition 1 for the next to be taken
 * @param estimatedSeconds until the result
 * @param deadline when the fleet gives the job up
 * @param problem why the job failed
 * @param timings milliseconds by stage, in the fleet's order; a stage that was not reached has no entry
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record StatusInfo(
        UUID jobID,
        Optional<String> processID,
        Status status,
        Optional<String> message,
        Optional<Instant> created,
        Optional<Instant> started,
        Optional<Instant> finished,
        Optional<Instant> updated,
        Optional<Integer> queuePosition,
        Optional<Double> estimatedSeconds,
        Optional<Instant> deadline,
        Optional<Problem> problem,
        Map<String, Double> timings,
        Optional<String> worker) {
    public StatusInfo {
        requireNonNull(jobID, "jobID");
        requireNonNull(status, "status");
        timings = Collections.unmodifiableMap(new LinkedHashMap<>(requireNonNullElse(timings, Map.of())));
    }

    /** A job's state; the last three are for ever. */
    public enum Status {
        @JsonProperty("accepted")
        ACCEPTED,
        @JsonProperty("running")
        RUNNING,
        @JsonProperty("successful")
        SUCCESSFUL,
        @JsonProperty("failed")
        FAILED,
        @JsonProperty("dismissed")
        DISMISSED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
