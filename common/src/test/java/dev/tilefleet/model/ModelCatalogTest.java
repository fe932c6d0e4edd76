package dev.tilefleet.model;

import static dev.tilefleet.model.TestingModels.at;
import static dev.tilefleet.model.TestingModels.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tilefleet.job.ProcessID;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ModelCatalogTest {
    private static final String INPUT = "/properties/mlm:input/0";
    private static final String OUTPUT = "/properties/mlm:output/0";

    @TempDir
    private Path folder;

    @Test
    void anItemMayBeReadWithoutItsArtifact() throws IOException {
        new TestingModels(folder).copy("unet10", item -> {});

        ModelCatalog catalog = ModelCatalog.load(folder);

        assertThat(catalog.models())
                .extracting(ModelDescription::artifact)
                .containsExactly(folder.resolve("unet10").resolve("model.pt"));
    }

    @Test
    void whatIsWrongWithAModelThatWasNotChosenDoesNotMatter() throws IOException {
        new TestingModels(folder).copy("unet10", item -> {});
        new TestingModels(folder).write("broken", "{");

        ModelCatalog catalog = ModelCatalog.load(folder, Set.of(new ProcessID("unet10")));

        assertThat(catalog.models()).hasSize(1);
    }

    @Test
    void reportsAChosenModelThatIsNotThere() {
        assertThat(problems(Set.of(new ProcessID("missing"))))
                .singleElement()
                .asString()
                .startsWith(folder.resolve("missing/item.json") + ": cannot be read as JSON")
                .contains("FileNotFound");
    }

    @Test
    void reportsAFolderWithoutModels() {
        assertThat(problems(Set.of())).containsExactly(folder + ": no folder in it holds an item.json");
    }

    @Test
    void reportsAFolderThatDoesNotExist() {
        assertThatThrownBy(() -> ModelCatalog.load(folder.resolve("nowhere")))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("nowhere: cannot be read as a folder");
    }

    @Test
    void reportsAFolderWhoseNameIsNoProcessId() throws IOException {
        new TestingModels(folder).copy("unet10", "Unet_10", item -> {});

        assertThat(problems(Set.of()))
                .containsExactly(
                        folder.resolve("Unet_10/item.json") + ": its folder's name is no process id ([a-z0-9-]{1,63})");
    }

    @Test
    void reportsTheProblemsOfAllItemsAtOnce() throws IOException {
        TestingModels models = new TestingModels(folder);
        models.copy("cloud-mask", item -> {
            item.put("id", "other");
            at(item, "/assets/model").put("file:checksum", "abc");
            at(item, OUTPUT + "/classification:classes/2").remove("color_hint");
        });
        models.copy("unet10", item -> at(item, INPUT + "/tilefleet:scaling").put("type", "guess"));

        List<String> problems = problems(Set.of());

        String first = folder.resolve("cloud-mask/item.json") + ": ";
        assertThat(problems)
                .containsExactly(
                        first + "id: is \"other\", must be \"cloud-mask\"",
                        first + "assets.model.file:checksum: must be a SHA-256 multihash: 1220 and 64 lower-case"
                                + " hexadecimal digits",
                        first + "properties.mlm:output[0].classification:classes[2].color_hint: is missing",
                        folder.resolve("unet10/item.json")
                                + ": properties.mlm:input[0].tilefleet:scaling.type: is \"guess\", must be"
                                + " \"percentile-90-clip\" or \"reflectance-z-score\"");
    }

    @Test
    void belowAMissingMemberNothingElseIsReported() throws IOException {
        new TestingModels(folder).copy("unet10", item -> at(item, "/properties").remove("mlm:input"));

        assertThat(problems(Set.of()))
                .containsExactly(folder.resolve("unet10/item.json") + ": properties.mlm:input: is missing");
    }

    @ParameterizedTest
    @MethodSource("brokenItems")
    void reportsEachKindOfMistake(String expected, Consumer<ObjectNode> mistake) throws IOException {
        new TestingModels(folder).copy("cloud-mask", mistake);

        assertThat(problems(Set.of())).containsExactly(folder.resolve("cloud-mask/item.json") + ": " + expected);
    }

    private static Stream<Arguments> brokenItems() {
        return Stream.concat(brokenInputs(), Stream.concat(brokenOutputs(), brokenRest()));
    }

    private static Stream<Arguments> brokenInputs() {
        return Stream.of(
                broken(
                        "properties.mlm:input[0].input.shape: has 5 channels, but the model has 6 bands",
                        item -> at(item, INPUT + "/input").set("shape", json("[-1, 5, 512, 512]"))),
                broken(
                        "properties.mlm:input[0].input.shape: is [1, 6, 512, 512], must be [-1, channels, height, width]",
                        item -> at(item, INPUT + "/input").set("shape", json("[1, 6, 512, 512]"))),
                broken(
                        "properties.mlm:input[0].input.dim_order: must be [batch, channel, height, width]",
                        item -> at(item, INPUT + "/input").set("dim_order", json("['b', 'h', 'w', 'c']"))),
                broken(
                        "properties.mlm:input[0].input.data_type: is \"uint16\", must be \"float32\"",
                        item -> at(item, INPUT + "/input").put("data_type", "uint16")),
                broken(
                        "properties.mlm:input[0].bands[5]: is \"B99\", which properties.bands does not describe",
                        item -> at(item, INPUT).set("bands", json("['B02', 'B03', 'B04', 'B08', 'B11', 'B99']"))),
                broken(
                        "properties.mlm:input[0].value_scaling: has 1 elements, but the model has 6 bands",
                        item -> at(item, INPUT)
                                .set("value_scaling", json("[{'type': 'z-score', 'mean': 1, 'stddev': 1}]"))),
                broken(
                        "properties.mlm:input[0].value_scaling[3].stddev: must be greater than 0",
                        item -> at(item, INPUT + "/value_scaling/3").put("stddev", 0)),
                broken(
                        "properties.mlm:input[0].tilefleet:band_selection.rule: is \"last\", must be \"first\" or"
                                + " \"by-name\"",
                        item -> at(item, INPUT + "/tilefleet:band_selection").put("rule", "last")),
                broken(
                        "properties.mlm:input[0].tilefleet:band_selection.positions.10: must be 6 different positions"
                                + " between 1 and 10",
                        item -> at(item, INPUT + "/tilefleet:band_selection/positions")
                                .set("10", json("[1, 2, 3, 7, 9, 11]"))));
    }

    private static Stream<Arguments> brokenOutputs() {
        return Stream.of(
                broken(
                        "properties.mlm:output[0].result.shape: has 2 channels, must have 3",
                        item -> at(item, OUTPUT + "/result").set("shape", json("[-1, 2, 512, 512]"))),
                broken(
                        "properties.mlm:output[0].result.shape: is not as high and wide as the input, 512x512",
                        item -> at(item, OUTPUT + "/result").set("shape", json("[-1, 3, 256, 256]"))),
                broken(
                        "properties.mlm:output[0].tilefleet:post_processing.type: is \"vote\", must be \"threshold\" or"
                                + " \"argmax\"",
                        item -> at(item, OUTPUT + "/tilefleet:post_processing").put("type", "vote")),
                broken(
                        "properties.mlm:output[0].classification:classes: have the values [0, 1, 7], must have 0, 1 and"
                                + " so on in this order",
                        item -> at(item, OUTPUT + "/classification:classes/2").put("value", 7)),
                broken(
                        "properties.mlm:output[0].classification:classes[1].color_hint: must match [0-9A-Fa-f]{6}",
                        item -> at(item, OUTPUT + "/classification:classes/1").put("color_hint", "#FFFFFF")));
    }

    private static Stream<Arguments> brokenRest() {
        return Stream.of(
                broken("type: is \"Collection\", must be \"Feature\"", item -> item.put("type", "Collection")),
                broken(
                        "stac_extensions: names no Machine Learning Model extension 1.5"
                                + " (https://stac-extensions.github.io/mlm/v1.5.x/schema.json)",
                        item -> item.set("stac_extensions", json("['https://example.org/x']"))),
                broken(
                        "properties.title: must be a text",
                        item -> at(item, "/properties").put("title", " ")),
                broken(
                        "assets: 0 assets have the role mlm:model, one must have it",
                        item -> at(item, "/assets/model").set("roles", json("['data']"))),
                broken(
                        "assets.model.href: must name a file in the item's folder",
                        item -> at(item, "/assets/model").put("href", "../../etc/passwd")),
                broken(
                        "assets.model.mlm:artifact_type: is \"torch.save\", must be \"torch.jit.save\"",
                        item -> at(item, "/assets/model").put("mlm:artifact_type", "torch.save")),
                broken(
                        "properties.tilefleet:parameters[0].default: must be within minimum and maximum",
                        item -> at(item, "/properties/tilefleet:parameters/0").put("default", 20000)),
                broken(
                        "properties.tilefleet:parameters[0].maximum: must be a number",
                        item -> at(item, "/properties/tilefleet:parameters/0").put("maximum", "much")));
    }

    private static Arguments broken(String expected, Consumer<ObjectNode> mistake) {
        return Arguments.of(expected, mistake);
    }

    private List<String> problems(Set<ProcessID> chosen) {
        return catchThrowableOfType(InvalidModelException.class, () -> ModelCatalog.load(folder, chosen))
                .problems();
    }
}
