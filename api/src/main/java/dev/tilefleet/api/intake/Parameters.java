package dev.tilefleet.api.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.model.ModelDescription;
import dev.tilefleet.model.ProcessParameter;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a process's inputs beside the tile out of query parameters or form fields, and checks them. */
final class Parameters {
    private Parameters() {}

    /** @throws ProblemException {@code invalid-parameter} if one is unknown, no number, or out of bounds */
    static Map<String, JsonNode> read(ModelDescription model, Map<String, String> given) {
        Map<String, JsonNode> parameters = new HashMap<>();
        given.forEach((name, text) -> {
            ProcessParameter parameter = model.parameters().stream()
                    .filter(known -> known.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> invalid("Process %s has no parameter \"%s\"; it has %s."
                            .formatted(model.process(), name, names(model.parameters()))));
            parameters.put(name, number(parameter, text));
        });
        return parameters;
    }

    private static DecimalNode number(ProcessParameter parameter, String text) {
        BigDecimal value;
        try {
            value = new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw invalid("Parameter \"%s\" is a number, \"%s\" is none.".formatted(parameter.name(), text));
        }
        double number = value.doubleValue();
        if (number < parameter.minimum() || number > parameter.maximum()) {
            throw invalid("Parameter \"%s\" lies between %s and %s, %s does not."
                    .formatted(parameter.name(), parameter.minimum(), parameter.maximum(), text));
        }
        return DecimalNode.valueOf(value);
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
