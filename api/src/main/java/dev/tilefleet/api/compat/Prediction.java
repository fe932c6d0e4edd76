package dev.tilefleet.api.compat;

import dev.tilefleet.api.edge.Links;
import dev.tilefleet.model.ModelDescription;
import io.vertx.core.json.JsonObject;

/** What {@code POST /predict} answers: how much of the tile is of each class, from 0 to 1, and where to find the rest. */
final class Prediction {
    private Prediction() {}

    static JsonObject of(ModelDescription model, Errand.Done done, Links links) {
        JsonObject shares = new JsonObject();
        model.classes().forEach(known -> shares.put(known.name(), done.mask().share(known.value())));
        return new JsonObject()
                .put("process", model.process().value())
                .put("shares", shares)
                .put("mask", links.mask(done.job()))
                .put("job", links.job(done.job()));
    }
}
