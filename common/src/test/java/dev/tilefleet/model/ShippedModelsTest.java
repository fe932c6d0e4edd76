package dev.tilefleet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tilefleet.job.ProcessID;
import dev.tilefleet.job.Sha256;
import dev.tilefleet.model.ModelDescription.MaskClass;
import dev.tilefleet.model.ModelInput.Band;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the repository's items say, word for word where it decides numbers. */
class ShippedModelsTest {
    private final ModelCatalog catalog = ModelCatalog.load(TestingModels.shipped());

    @Test
    void thereAreTwo() {
        assertThat(catalog.models())
                .extracting(model -> model.process().value())
                .containsExactly("cloud-mask", "unet10");
    }

    @Test
    void cloudMaskTakesSixBandsByName() {
        ModelInput input = model("cloud-mask").input();

        assertThat(input.bands())
                .containsExactly(
                        new Band("B02", "blue"),
                        new Band("B03", "green"),
                        new Band("B04", "red"),
                        new Band("B08", "nir"),
                        new Band("B11", "swir16"),
                        new Band("B12", "swir22"));
        assertThat(input.selection())
                .isEqualTo(
                        new BandSelection.ByName(Map.of(6, List.of(1, 2, 3, 4, 5, 6), 10, List.of(1, 2, 3, 7, 9, 10))));
        assertThat(List.of(input.height(), input.width())).containsExactly(512, 512);
    }

    @Test
    void cloudMaskScalesByTheMeanAndDeviationOfItsTraining() {
        assertThat(model("cloud-mask").input().scaling())
                .isEqualTo(new Scaling.ReflectanceZScore(
                        10000,
                        List.of(0.26681778f, 0.27799085f, 0.28811994f, 0.36494744f, 0.22257099f, 0.1785904f),
                        List.of(0.33637598f, 0.3125456f, 0.31114846f, 0.27260706f, 0.16653667f, 0.14328985f)));
    }

    @Test
    void cloudMaskGivesThreeClassesByTheGreatestLogit() {
        ModelDescription model = model("cloud-mask");

        assertThat(model.postProcessing()).isEqualTo(new PostProcessing.ArgMax());
        assertThat(model.classes())
                .extracting(MaskClass::value, MaskClass::name, MaskClass::color)
                .containsExactly(
                        tuple(0, "clear", "2B3440"), tuple(1, "cloud", "F4F6F8"), tuple(2, "cloud-shadow", "3F7FD0"));
    }

    @Test
    void cloudMaskTakesAnOffsetOfTheDigitalNumbers() {
        assertThat(model("cloud-mask").parameters())
                .extracting(
                        ProcessParameter::name,
                        ProcessParameter::fallback,
                        ProcessParameter::minimum,
                        ProcessParameter::maximum)
                .containsExactly(tuple("boaAddOffset", 0.0, -10000.0, 10000.0));
    }

    @Test
    void unet10TakesTheFirstTenBandsAndClipsAtTheirPercentile() {
        ModelInput input = model("unet10").input();

        assertThat(input.bands())
                .extracting(Band::name)
                .containsExactly("B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B11", "B12");
        assertThat(input.selection()).isEqualTo(new BandSelection.First());
        assertThat(input.scaling()).isEqualTo(new Scaling.Percentile90Clip());
        assertThat(List.of(input.height(), input.width())).containsExactly(512, 512);
    }

    @Test
    void unet10MarksWhatIsGreaterThanOneHalf() {
        ModelDescription model = model("unet10");

        assertThat(model.postProcessing()).isEqualTo(new PostProcessing.Threshold(0.5f));
        assertThat(model.classes())
                .extracting(MaskClass::value, MaskClass::name)
                .containsExactly(tuple(0, "background"), tuple(1, "cloud"));
        assertThat(model.parameters()).isEmpty();
    }

    @Test
    void unet10SaysPlainlyThatItIsUntrained() {
        ModelDescription model = model("unet10");

        assertThat(model.title()).contains("untrained");
        assertThat(model.description())
                .startsWith("A numeric contract, not a cloud mask")
                .contains("UNTRAINED");
    }

    @Test
    void theArtifactsAreThoseTheItemsName() {
        assertThat(catalog.models())
                .allSatisfy(model -> assertThat(new ModelArtifact(model).verified())
                        .isEqualTo(TestingModels.shipped()
                                .resolve(model.process().value())
                                .resolve("model.pt")));
        assertThat(model("unet10").digest())
                .isEqualTo(new Sha256("e9a722d8efed194890f396608bb4f5ac58d05070a27d24512c7f09deb26f6507"));
        assertThat(model("cloud-mask").digest())
                .isEqualTo(new Sha256("7c09bfc7c91c2b7c7fddf396e159d30dbbadd97d964c1b628650993a3eccdd1b"));
    }

    private ModelDescription model(String process) {
        return catalog.model(new ProcessID(process)).orElseThrow();
    }
}
