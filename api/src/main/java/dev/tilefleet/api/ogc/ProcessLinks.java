package dev.tilefleet.api.ogc;

import dev.tilefleet.api.edge.Links;
import dev.tilefleet.job.ProcessID;
import io.vertx.core.json.JsonArray;

/** From the description of a process to what can be done with it. */
public final class ProcessLinks {
    private ProcessLinks() {}

    public static JsonArray of(ProcessID process, Links links) {
        return new JsonArray()
                .add(Links.json(links.process(process), "self", "this process"))
                .add(Links.json(
                        links.execution(process),
                        "http://www.opengis.net/def/rel/ogc/1.0/execute",
                        "submit a job here"))
                .add(Links.json(
                        links.base() + "/jobs?processID=" + process,
                        "http://www.opengis.net/def/rel/ogc/1.0/job-list",
                        "your jobs of this process"));
    }
}
