package dev.tilefleet.standalone.client;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A tile and what to do with it.
 *
 * @param parameters of the process, by name
 * @param callback whom the fleet tells when the job has ended
 */
public record Submission(String process, Path tile, Map<String, String> parameters, Optional<URI> callback) {
    public Submission {
        requireNonNull(process, "process");
        requireNonNull(tile, "tile");
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        requireNonNull(callback, "callback");
    }
}
