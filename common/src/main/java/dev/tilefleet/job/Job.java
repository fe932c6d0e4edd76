package dev.tilefleet.job;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was asked: one tile for one process. Written once as {@code jobs/{jobID}.json} and carried unchanged on the jobs
 * topic.
 *
 * @param owner who asked, and who alone may see it
 * @param modelDigest the model artifact the intake knew when it accepted; a worker may run another and says so
 * @param deadline from then on the job ends {@code failed} / {@code deadline-exceeded}, whoever notices
 * @param expires from then on every reader skips the record: the outcome may be gone from the store
 * @param parameters the process's own inputs beside the tile, by name
 * @param results how they are answered; empty where that was not said, as by every job before version 1.1
 */
public record Job(
        JobID jobID,
        ProcessID process,
        String owner,
        Input input,
        Sha256 modelDigest,
        Instant submitted,
        Instant deadline,
        Instant expires,
        List<Callback> callbacks,
        // One job is the same bytes whoever writes it, and an unordered map is not.
        @JsonFormat(with = JsonFormat.Feature.WRITE_SORTED_MAP_ENTRIES)
        Map<String, JsonNode> parameters,

        Optional<ResultsForm> results) {

    public Job {
        requireNonNull(jobID, "jobID");
        requireNonNull(process, "process");
        requireNonNull(owner, "owner");
        requireNonNull(input, "input");
        requireNonNull(modelDigest, "modelDigest");
        requireNonNull(submitted, "submitted");
        requireNonNull(deadline, "deadline");
        requireNonNull(expires, "expires");
        callbacks = callbacks == null ? List.of() : List.copyOf(callbacks);
        parameters = parameters == null ? Map.of() : Map.copyOf(parameters);
        requireNonNull(results, "results");
    }

    /** A job that does not say how its results are answered. */
    public Job(
            JobID jobID,
            ProcessID process,
            String owner,
            Input input,
            Sha256 modelDigest,
            Instant submitted,
            Instant deadline,
            Instant expires,
            List<Callback> callbacks,
            Map<String, JsonNode> parameters) {
        this(
                jobID,
                process,
                owner,
                input,
                modelDigest,
                submitted,
                deadline,
                expires,
                callbacks,
                parameters,
                Optional.empty());
    }

    /**
     * The tile's bytes in the store.
     *
     * @param size in bytes
     * @param name what the user calls the file, if that was said
     */
    public record Input(String key, long size, Sha256 sha256, String mediaType, Optional<String> name) {
        public Input {
            requireNonNull(key, "key");
            requireNonNull(sha256, "sha256");
            requireNonNull(mediaType, "mediaType");
            requireNonNull(name, "name");
            if (size < 0) {
                throw new IllegalArgumentException("size is negative: " + size);
            }
        }
    }

    public boolean isOverdue(Instant now) {
        return !now.isBefore(deadline);
    }

    public boolean isExpired(Instant now) {
        return !now.isBefore(expires);
    }
}
