package dev.tilefleet.api.intake;

import dev.tilefleet.job.ResultsForm;
import java.io.IOException;

/** Reads how the results are to be answered: {@code response} and {@code outputs}; raw and by value if nothing is said. */
final class ResultsFormReader {
    private static final String OUTPUT = "mask";
    private static final String MEDIA_TYPE = "application/x-npy";

    private final JsonMembers members;
    private ResultsForm.Response response = ResultsForm.Response.RAW;
    private ResultsForm.TransmissionMode transmissionMode = ResultsForm.TransmissionMode.VALUE;

    ResultsFormReader(JsonMembers members) {
        this.members = members;
    }

    ResultsForm form() {
        return new ResultsForm(response, transmissionMode);
    }

    void response() throws IOException {
        String text = members.text("response");
        response = switch (text) {
            case "raw" -> ResultsForm.Response.RAW;
            case "document" -> ResultsForm.Response.DOCUMENT;
            default -> throw JsonMembers.invalid("The response is raw or document, not %s.".formatted(text));
        };
    }

    /** None selected is all, as is none named. */
    void outputs() throws IOException {
        members.object("outputs", name -> {
            if (!name.equals(OUTPUT)) {
                throw JsonMembers.invalid("There is no output \"%s\"; there is %s.".formatted(name, OUTPUT));
            }
            members.object("outputs.mask", this::output);
        });
    }

    private void output(String name) throws IOException {
        switch (name) {
            case "transmissionMode" -> transmissionMode();
            case "format" -> members.object("outputs.mask.format", this::format);
            default -> members.skip();
        }
    }

    private void transmissionMode() throws IOException {
        String text = members.text("outputs.mask.transmissionMode");
        transmissionMode = switch (text) {
            case "value" -> ResultsForm.TransmissionMode.VALUE;
            case "reference" -> ResultsForm.TransmissionMode.REFERENCE;
            default -> throw JsonMembers.invalid("The transmissionMode is value or reference, not %s.".formatted(text));
        };
    }

    private void format(String name) throws IOException {
        if (!name.equals("mediaType")) {
            members.skip();
            return;
        }
        String type = members.text("outputs.mask.format.mediaType");
        if (!type.equals(MEDIA_TYPE)) {
            throw JsonMembers.invalid("Output \"mask\" is of type %s, not %s.".formatted(MEDIA_TYPE, type));
        }
    }
}
