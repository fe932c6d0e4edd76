package dev.tilefleet.api.ogc;

import dev.tilefleet.model.BandSelection;
import dev.tilefleet.model.ModelDescription.MaskClass;
import dev.tilefleet.model.ModelInput;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What a client needs to show tile and mask, as OGC's {@code additionalParameters}: names with arrays of values. Values
 * are objects: a whole number would be ambiguous by the standard's schema, which takes it for number and integer.
 */
final class AdditionalParameters {
    private AdditionalParameters() {}

    /**
     * Of a tile: {@code size} in pixels, {@code bands} in the model's order, {@code positions}: the one-based places of
     * these in a tile that does not name its bands, where it has {@code of} bands (any number, if that is left out).
     */
    static JsonObject of(ModelInput input) {
        JsonArray size =
                new JsonArray().add(new JsonObject().put("width", input.width()).put("height", input.height()));
        JsonArray bands = new JsonArray();
        input.bands()
                .forEach(band ->
                        bands.add(new JsonObject().put("name", band.name()).put("commonName", band.commonName())));
        return parameters(named("size", size), named("bands", bands), named("positions", positions(input)));
    }

    /** Of a mask: {@code classes} with value, name, description and colour as CSS writes it. */
    static JsonObject of(List<MaskClass> classes) {
        JsonArray values = new JsonArray();
        classes.forEach(value -> values.add(new JsonObject()
                .put("value", value.value())
                .put("name", value.name())
                .put("description", value.description())
                .put("color", "#" + value.color())));
        return parameters(named("classes", values));
    }

    private static JsonArray positions(ModelInput input) {
        JsonArray array = new JsonArray();
        switch (input.selection()) {
            case BandSelection.First() ->
                array.add(places(
                        IntStream.rangeClosed(1, input.bands().size()).boxed().toList()));
            case BandSelection.ByName(Map<Integer, List<Integer>> positions) ->
                new TreeMap<>(positions)
                        .forEach((count, places) -> array.add(places(places).put("of", count)));
        }
        return array;
    }

    private static JsonObject places(List<Integer> places) {
        return new JsonObject().put("positions", new JsonArray(places));
    }

    private static JsonObject named(String name, JsonArray value) {
        return new JsonObject().put("name", name).put("value", value);
    }

    private static JsonObject parameters(JsonObject... parameters) {
        return new JsonObject().put("parameters", new JsonArray(List.of(parameters)));
    }
}
