package dev.tilefleet.api.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.model.ProcessParameter;
import java.math.BigDecimal;
import java.util.List;

/** Reads a process's inputs beside the tile, and checks them. */
final class Parameters {
    private Parameters() {}

    /**
     * The value of one parameter, in the one form that every spelling of the same number has.
     *
     * @throws ProblemException {@code invalid-parameter} if it is unknown, no number, or out of bounds
     */
    static JsonNode number(Offer offer, String name, String text) {
        ProcessParameter parameter = offer.parameters().stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> invalid("Process %s has no parameter \"%s\"; it has %s."
                        .formatted(offer.process(), name, names(offer.parameters()))));
        double number;
        try {
            number = new BigDecimal(text).doubleValue();
        } catch (NumberFormatException e) {
            throw invalid("Parameter \"%s\" is a number, \"%s\" is none.".formatted(name, text));
        }
        if (number < parameter.minimum() || number > parameter.maximum()) {
            throw invalid("Parameter \"%s\" lies between %s and %s, %s does not."
                    .formatted(name, parameter.minimum(), parameter.maximum(), text));
        }
        return DecimalNode.valueOf(plain(number));
    }

    /** A worker reads a double; a number that is none, however close, is not distinguished from it. */
    private static BigDecimal plain(double number) {
        BigDecimal value = BigDecimal.valueOf(number).stripTrailingZeros();
        return value.scale() < 0 ? value.setScale(0) : value;
    }

    private static String names(List<ProcessParameter> parameters) {
        return parameters.isEmpty()
                ? "none"
                : String.join(
                        ", ", parameters.stream().map(ProcessParameter::name).toList());
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(ProblemType.INVALID_PARAMETER, detail);
    }
}
