package dev.tilefleet.model;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.job.ProcessID;
import dev.tilefleet.job.Sha256;
import java.nio.file.Path;
import java.util.List;

/**
 * One model as a process.
 *
 * @param version of the model, as its item says
 * @param artifact TorchScript file
 * @param digest what the item says the artifact's SHA-256 is
 * @param input what the artifact takes
 * @param postProcessing how its output becomes classes
 * @param classes every value a mask pixel can have, in their order
 * @param parameters the numbers a job may give beside its tile
 */
public record ModelDescription(
        ProcessID process,
        String title,
        String description,
        String version,
        Path artifact,
        Sha256 digest,
        ModelInput input,
        PostProcessing postProcessing,
        List<MaskClass> classes,
        List<ProcessParameter> parameters) {

    public ModelDescription {
        requireNonNull(process, "process");
        requireNonNull(title, "title");
        requireNonNull(description, "description");
        requireNonNull(version, "version");
        requireNonNull(artifact, "artifact");
        requireNonNull(digest, "digest");
        requireNonNull(input, "input");
        requireNonNull(postProcessing, "postProcessing");
        classes = List.copyOf(classes);
        parameters = List.copyOf(parameters);
    }

    /**
     * One value of a mask.
     *
     * @param name short, as in {@code cloud-shadow}
     * @param color six hexadecimal digits, RGB
     */
    public record MaskClass(int value, String name, String description, String color) {}
}
