package dev.tilefleet.worker.decode;

import static dev.tilefleet.job.ProblemType.INVALID_PARAMETER;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tilefleet.job.ProblemException;
import java.util.Locale;
import java.util.Map;

/**
 * What a job can say about its tile's pixels.
 *
 * @param boaAddOffset added to digital numbers before they become reflectance: Sentinel-2's {@code BOA_ADD_OFFSET}, -1000
 *     from processing baseline 04.00 on, 0 before
 */
record DecodeParameters(float boaAddOffset) {
    private static final String BOA_ADD_OFFSET = "boaAddOffset";

    /** @throws ProblemException when a parameter is not of its type; those of others are left alone */
    static DecodeParameters of(Map<String, JsonNode> parameters) {
        JsonNode offset = parameters.get(BOA_ADD_OFFSET);
        if (offset == null || offset.isNull()) {
            return new DecodeParameters(0);
        }
        if (!offset.isNumber() || !Float.isFinite(offset.floatValue())) {
            throw new ProblemException(
                    INVALID_PARAMETER,
                    "The parameter %s must be a number such as -1000, the product's BOA_ADD_OFFSET; it is of JSON type %s."
                            .formatted(
                                    BOA_ADD_OFFSET, offset.getNodeType().name().toLowerCase(Locale.ROOT)));
        }
        return new DecodeParameters(offset.floatValue());
    }
}
