package dev.tilefleet.api.ogc;

import dev.tilefleet.api.edge.Links;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.model.ModelDescription;
import io.vertx.core.json.JsonObject;

/** One that workers run. */
record ModelProcess(ModelDescription model) implements DescribedProcess {
    @Override
    public ProcessID id() {
        return model.process();
    }

    @Override
    public JsonObject summary(Links links) {
        return ProcessDescription.summary(model, links);
    }

    @Override
    public JsonObject description(Links links) {
        return ProcessDescription.of(model, links);
    }
}
