package dev.tilefleet.standalone.client;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.net.URI;
import java.util.Optional;

/**
 * Why the fleet refused a request or a job failed (RFC 9457).
 *
 * <p>The RFC makes every member optional; {@code about:blank} and a plain title stand for those left out.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Problem(URI type, String title, int status, Optional<String> detail) {
    public Problem {
        type = requireNonNullElse(type, URI.create("about:blank"));
        title = requireNonNullElse(title, status == 0 ? "Problem" : "HTTP " + status);
        detail = requireNonNullElse(detail, Optional.empty());
    }

    /** {@code title: detail}, for a person. */
    @Override
    public String toString() {
        return detail.map(text -> title + ": " + text).orElse(title);
    }
}
