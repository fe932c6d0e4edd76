package dev.tilefleet.api.edge;

import dev.tilefleet.job.JobID;
import dev.tilefleet.job.ProcessID;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Optional;

/**
 * Absolute links for one answer.
 *
 * @param base without a slash at its end
 */
public record Links(String base) {
    private static final String JSON = "application/json";

    /** Links that begin with the public URL or, without one, with what the request was sent to. */
    public static Links of(HttpServerRequest request, Optional<URI> publicUrl) {
        return new Links(publicUrl
                .map(url -> url.toString().replaceFirst("/+$", ""))
                .orElseGet(() -> request.authority() == null ? "" : request.scheme() + "://" + request.authority()));
    }

    public String process(ProcessID process) {
        return base + "/processes/" + process;
    }

    public String execution(ProcessID process) {
        return process(process) + "/execution";
    }

    public String job(JobID job) {
        return base + "/jobs/" + job;
    }

    public String results(JobID job) {
        return job(job) + "/results";
    }

    public String mask(JobID job) {
        return results(job) + "/mask.npy";
    }

    /** A link to a JSON document. */
    public static JsonObject json(String href, String relation, String title) {
        return link(href, relation, JSON, title);
    }

    public static JsonObject link(String href, String relation, String type, String title) {
        return new JsonObject()
                .put("href", href)
                .put("rel", relation)
                .put("type", type)
                .put("title", title);
    }
}
