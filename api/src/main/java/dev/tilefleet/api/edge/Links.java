package dev.tilefleet.api.edge;

import dev.tilefleet.job.JobID;
import dev.tilefleet.job.ProcessID;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.util.Optional;

/**
 * Absolute links for one answer.
 *
 * @param base without a slash at its end
 */
public record Links(String base) {
    private static final String JSON = "application/json";

    /**
     * Links that begin with the public URL or, without one, with what the request was sent to; relative to it if it does
     * not tell.
     */
    static Links of(Optional<URI> publicUrl, String scheme, Optional<HostAndPort> authority) {
        return new Links(publicUrl
                .map(url -> url.toString().replaceFirst("/+$", ""))
                .or(() -> authority.map(host -> scheme + "://" + host))
                .orElse(""));
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

    public String events(JobID job) {
        return job(job) + "/events";
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
