package dev.tilefleet.api.echo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tilefleet.api.intake.Submission;
import dev.tilefleet.job.Callback;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.job.ResultsForm;
import dev.tilefleet.job.ResultsForm.Response;
import dev.tilefleet.job.ResultsForm.TransmissionMode;
import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An execute document of OGC API – Processes 1.0 ({@code execute.yaml}), read. Members that say nothing here are passed
 * over.
 *
 * @param asked with callbacks and the form of the results
 * @param inputs one at least
 * @param outputs those that are wanted
 */
record EchoExecution(Submission asked, Map<EchoInput, GivenInput> inputs, Set<EchoInput> outputs) {

    /**
     * Reads a document.
     *
     * @param head what was asked before it
     * @throws ProblemException {@code malformed-request} or {@code invalid-parameter}
     */
    static EchoExecution read(byte[] document, Submission head) throws IOException {
        JsonNode root;
        try {
            root = EchoJson.read(document);
        } catch (JsonProcessingException e) {
            throw malformed("it is not JSON: %s."
                    .formatted(e.getOriginalMessage().lines().findFirst().orElse("")));
        }
        Map<EchoInput, GivenInput> inputs = inputs(root.path("inputs"));
        Set<EchoInput> outputs = outputs(root.path("outputs"));
        Submission asked = head.and(new ResultsForm(response(root.path("response")), TransmissionMode.VALUE));
        return new EchoExecution(subscribed(asked, root), inputs, outputs);
    }

    private static Map<EchoInput, GivenInput> inputs(JsonNode given) {
        if (!given.isObject() || given.isEmpty()) {
            throw GivenInput.invalid(
                    "The document has no inputs. Send one at least, as {\"inputs\": {\"string\": \"Hello\"}}.");
        }
        Map<EchoInput, GivenInput> inputs = new EnumMap<>(EchoInput.class);
        given.propertyStream().forEach(member -> {
            EchoInput input = EchoInput.of(member.getKey())
                    .orElseThrow(() -> GivenInput.invalid("Process echo has no input \"%s\"; it has %s."
                            .formatted(member.getKey(), names(EnumSet.allOf(EchoInput.class)))));
            inputs.put(input, GivenInput.of(input, member.getValue()));
        });
        return inputs;
    }

    /** None selected is all. */
    private static Set<EchoInput> outputs(JsonNode given) {
        Set<EchoInput> all = EnumSet.copyOf(EchoInput.echoed());
        if (given.isMissingNode() || (given.isObject() && given.isEmpty())) {
            return all;
        }
        if (!given.isObject()) {
            throw malformed("outputs is not an object.");
        }
        Set<EchoInput> outputs = EnumSet.noneOf(EchoInput.class);
        given.propertyStream().forEach(member -> {
            outputs.add(EchoInput.of(member.getKey())
                    .filter(all::contains)
                    .orElseThrow(() -> GivenInput.invalid(
                            "Process echo has no output \"%s\"; it has %s.".formatted(member.getKey(), names(all)))));
            requireValue(member.getKey(), member.getValue().path("transmissionMode"));
        });
        return outputs;
    }

    private static void requireValue(String output, JsonNode transmissionMode) {
        if (!transmissionMode.isMissingNode() && !transmissionMode.asText().equals("value")) {
            throw GivenInput.invalid(
                    "Output \"%s\" is transmitted as value, not as %s.".formatted(output, transmissionMode.asText()));
        }
    }

    private static Response response(JsonNode given) {
        return switch (given.asText("raw")) {
            case "raw" -> Response.RAW;
            case "document" -> Response.DOCUMENT;
            default -> throw GivenInput.invalid("The response is raw or document, not %s.".formatted(given.asText()));
        };
    }

    private static Submission subscribed(Submission asked, JsonNode root) {
        JsonNode subscriber = root.path("subscriber");
        Submission all = asked;
        all = told(all, Callback.SUCCESS, "subscriber.successUri", subscriber.path("successUri"));
        all = told(all, Callback.FAILED, "subscriber.failedUri", subscriber.path("failedUri"));
        all = told(all, Callback.IN_PROGRESS, "subscriber.inProgressUri", subscriber.path("inProgressUri"));
        return told(all, Callback.ENDED, "callback", root.path("callback"));
    }

    private static Submission told(Submission asked, String event, String name, JsonNode uri) {
        if (uri.isMissingNode()) {
            return asked;
        }
        if (!uri.isTextual()) {
            throw malformed(name + " is not a text.");
        }
        return asked.andCallback(event, name, uri.textValue());
    }

    private static String names(Set<EchoInput> inputs) {
        return inputs.stream().map(EchoInput::id).collect(Collectors.joining(", "));
    }

    private static ProblemException malformed(String fault) {
        return new ProblemException(ProblemType.MALFORMED_REQUEST, "The document cannot be used: " + fault);
    }
}
