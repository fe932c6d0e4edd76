package dev.tilefleet.api.intake;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.job.ProcessID;
import dev.tilefleet.job.Sha256;
import dev.tilefleet.model.ModelDescription;
import dev.tilefleet.model.ProcessParameter;
import java.util.List;

/**
 * What a submission is for.
 *
 * @param digest of what runs: the model's artifact
 * @param mediaType of the stored input
 * @param parameters numbers that may be given beside the input
 */
public record Offer(ProcessID process, Sha256 digest, String mediaType, List<ProcessParameter> parameters) {
    private static final String TILE = "image/tiff";

    public Offer {
        requireNonNull(process, "process");
        requireNonNull(digest, "digest");
        requireNonNull(mediaType, "mediaType");
        parameters = List.copyOf(parameters);
    }

    /** A tile for this model. */
    static Offer of(ModelDescription model) {
        return new Offer(model.process(), model.digest(), TILE, model.parameters());
    }
}
