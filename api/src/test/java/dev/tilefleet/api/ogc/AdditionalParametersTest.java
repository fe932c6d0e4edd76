package dev.tilefleet.api.ogc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.model.BandSelection;
import dev.tilefleet.model.ModelDescription.MaskClass;
import dev.tilefleet.model.ModelInput;
import dev.tilefleet.model.ModelInput.Band;
import dev.tilefleet.model.Scaling;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a client needs to show tile and mask. */
final class AdditionalParametersTest {
    private static final List<Band> BANDS = List.of(new Band("B02", "blue"), new Band("B04", "red"));

    @Test
    void tellSizeAndBandsOfATile() {
        JsonObject parameters = AdditionalParameters.of(input(new BandSelection.First()));

        assertThat(value(parameters, "size")).isEqualTo(new JsonArray("[{\"width\":64,\"height\":32}]"));
        assertThat(value(parameters, "bands"))
                .isEqualTo(new JsonArray(
                        "[{\"name\":\"B02\",\"commonName\":\"blue\"},{\"name\":\"B04\",\"commonName\":\"red\"}]"));
    }

    @Test
    void tellThatTheFirstBandsAreTheModels() {
        assertThat(value(AdditionalParameters.of(input(new BandSelection.First())), "positions"))
                .isEqualTo(new JsonArray("[{\"positions\":[1,2]}]"));
    }

    @Test
    void tellWhereTheBandsAreInTilesOfSoMany() {
        BandSelection byName = new BandSelection.ByName(Map.of(10, List.of(1, 3), 2, List.of(1, 2)));

        assertThat(value(AdditionalParameters.of(input(byName)), "positions"))
                .isEqualTo(new JsonArray("[{\"positions\":[1,2],\"of\":2},{\"positions\":[1,3],\"of\":10}]"));
    }

    @Test
    void tellTheClassesOfAMask() {
        JsonObject parameters = AdditionalParameters.of(List.of(new MaskClass(1, "cloud", "Cloud.", "F4F6F8")));

        assertThat(value(parameters, "classes"))
                .isEqualTo(new JsonArray(
                        "[{\"value\":1,\"name\":\"cloud\",\"description\":\"Cloud.\",\"color\":\"#F4F6F8\"}]"));
    }

    private static ModelInput input(BandSelection selection) {
        return new ModelInput(BANDS, selection, 32, 64, new Scaling.Percentile90Clip());
    }

    private static JsonArray value(JsonObject parameters, String name) {
        return parameters.getJsonArray("parameters").stream()
                .map(JsonObject.class::cast)
                .filter(parameter -> parameter.getString("name").equals(name))
                .findFirst()
                .orElseThrow()
                .getJsonArray("value");
    }
}
