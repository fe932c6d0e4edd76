package dev.tilefleet.api;

import dev.tilefleet.job.ProcessID;
import dev.tilefleet.job.Sha256;
import dev.tilefleet.model.BandSelection;
import dev.tilefleet.model.ModelDescription;
import dev.tilefleet.model.ModelInput;
import dev.tilefleet.model.PostProcessing;
import dev.tilefleet.model.ProcessParameter;
import dev.tilefleet.model.Scaling;
import java.nio.file.Path;
import java.util.List;

/** Models that need no files. */
public final class TestingModels {
    private TestingModels() {}

    /** One that takes no parameter. */
    public static ModelDescription unet10() {
        return model("unet10", List.of());
    }

    /** One that takes a parameter between -10000 and 10000. */
    public static ModelDescription cloudMask() {
        return model(
                "cloud-mask",
                List.of(new ProcessParameter("boaAddOffset", "Offset", "Added to each pixel", 0, -10_000, 10_000)));
    }

    private static ModelDescription model(String process, List<ProcessParameter> parameters) {
        return new ModelDescription(
                new ProcessID(process),
                "Title of " + process,
                "What it is for",
                "1.0.0",
                Path.of("model.pt"),
                Sha256.of(new byte[0]),
                new ModelInput(
                        List.of(new ModelInput.Band("B02", "blue"), new ModelInput.Band("B03", "green")),
                        new BandSelection.First(),
                        512,
                        512,
                        new Scaling.Percentile90Clip()),
                new PostProcessing.Threshold(0.5f),
                List.of(
                        new ModelDescription.MaskClass(0, "clear", "", "000000"),
                        new ModelDescription.MaskClass(1, "cloud", "", "ffffff")),
                parameters);
    }
}
