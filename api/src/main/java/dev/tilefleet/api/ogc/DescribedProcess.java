package dev.tilefleet.api.ogc;

import dev.tilefleet.api.edge.Links;
import dev.tilefleet.job.ProcessID;
import io.vertx.core.json.JsonObject;

/** A process as OGC API – Processes 1.0 describes it, whatever runs it. */
public interface DescribedProcess {
    ProcessID id();

    /** For the list of processes. */
    JsonObject summary(Links links);

    /** With inputs and outputs. */
    JsonObject description(Links links);
}
