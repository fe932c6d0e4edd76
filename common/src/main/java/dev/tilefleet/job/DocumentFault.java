package dev.tilefleet.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.io.IOException;
import java.util.stream.Collectors;

/** Says in one line what is wrong with a document, naming the member as {@code input.sha256}. */
final class DocumentFault {
    private DocumentFault() {}

    static String describe(IOException fault) {
        return switch (fault) {
            case ValueInstantiationException e
            when e.getCause() instanceof NullPointerException absence ->
                // The records name the member in requireNonNull; a list that holds null does not say more.
                absence.getMessage() == null
                        ? "null where a value is needed"
                        : path(e, absence.getMessage()) + " is missing";
            case ValueInstantiationException e
            when e.getCause() instanceof IllegalArgumentException refusal -> located(e, refusal.getMessage());
            case MismatchedInputException e when isAbsentPrimitive(e) -> path(e) + " is missing";
            case JsonMappingException e -> located(e, firstLine(e.getOriginalMessage()));
            case JsonProcessingException e -> firstLine(e.getOriginalMessage());
            default -> firstLine(String.valueOf(fault.getMessage()));
        };
    }

    private static boolean isAbsentPrimitive(MismatchedInputException e) {
        return e.getTargetType() != null
                && e.getTargetType().isPrimitive()
                && e.getOriginalMessage().startsWith("Cannot map `null`");
    }

    private static String located(JsonMappingException e, String message) {
        return e.getPath().isEmpty() ? message : path(e) + ": " + message;
    }

    private static String path(JsonMappingException e, String member) {
        return e.getPath().isEmpty() ? member : path(e) + "." + member;
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName())
                .collect(Collectors.joining("."));
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
