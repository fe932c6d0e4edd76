package dev.tilefleet.api.ogc;

import static java.util.stream.Collectors.joining;

import dev.tilefleet.api.edge.Links;
import dev.tilefleet.model.ModelDescription;
import dev.tilefleet.model.ModelInput;
import dev.tilefleet.model.ProcessParameter;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.stream.Stream;

/** A model as OGC's process summary and process description, made from its item.json. */
final class ProcessDescription {
    private ProcessDescription() {}

    static JsonObject summary(ModelDescription model, Links links) {
        return new JsonObject()
                .put("id", model.process().value())
                .put("title", model.title())
                .put("description", model.description())
                .put("version", model.version())
                .put("jobControlOptions", new JsonArray().add("async-execute").add("dismiss"))
                .put("keywords", keywords(model))
                .put("outputTransmission", new JsonArray().add("value").add("reference"))
                .put("links", ProcessLinks.of(model.process(), links));
    }

    /** What it finds, and what it looks at. */
    private static JsonArray keywords(ModelDescription model) {
        return new JsonArray(Stream.concat(
                        model.classes().stream().map(ModelDescription.MaskClass::name),
                        model.input().bands().stream().map(ModelInput.Band::commonName))
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList());
    }

    static JsonObject of(ModelDescription model, Links links) {
        JsonObject inputs = new JsonObject().put("file", tile(model.input()));
        model.parameters().forEach(parameter -> inputs.put(parameter.name(), number(parameter)));
        return summary(model, links).put("inputs", inputs).put("outputs", new JsonObject().put("mask", mask(model)));
    }

    private static JsonObject tile(ModelInput input) {
        String bands = String.join(
                ", ", input.bands().stream().map(ModelInput.Band::name).toList());
        return new JsonObject()
                .put("title", "Tile")
                .put(
                        "description",
                        "GeoTIFF of %d×%d pixels with bands %s".formatted(input.width(), input.height(), bands))
                .put("minOccurs", 1)
                .put("maxOccurs", 1)
                .put("additionalParameters", AdditionalParameters.of(input))
                .put(
                        "schema",
                        new JsonObject()
                                .put("type", "string")
                                .put("contentEncoding", "binary")
                                .put("contentMediaType", "image/tiff; application=geotiff"));
    }

    private static JsonObject number(ProcessParameter parameter) {
        return new JsonObject()
                .put("title", parameter.title())
                .put("description", parameter.description())
                .put("minOccurs", 0)
                .put("maxOccurs", 1)
                .put(
                        "schema",
                        new JsonObject()
                                .put("type", "number")
                                .put("default", parameter.fallback())
                                .put("minimum", parameter.minimum())
                                .put("maximum", parameter.maximum()));
    }

    private static JsonObject mask(ModelDescription model) {
        String classes = model.classes().stream()
                .map(value -> "%d %s".formatted(value.value(), value.name()))
                .collect(joining(", "));
        return new JsonObject()
                .put("title", "Mask")
                .put(
                        "description",
                        "NumPy array, uint8, shape (%d, %d): %s"
                                .formatted(model.input().height(), model.input().width(), classes))
                .put("additionalParameters", AdditionalParameters.of(model.classes()))
                .put(
                        "schema",
                        new JsonObject()
                                .put("type", "string")
                                .put("contentEncoding", "binary")
                                .put("contentMediaType", "application/x-npy"));
    }
}
