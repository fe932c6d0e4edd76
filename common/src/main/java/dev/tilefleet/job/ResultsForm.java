package dev.tilefleet.job;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a job's results are to be answered: OGC API – Processes 1.0 lets that be said with the execution. */
public record ResultsForm(Response response, TransmissionMode transmissionMode) {
    public ResultsForm {
        requireNonNull(response, "response");
        requireNonNull(transmissionMode, "transmissionMode");
    }

    /** What the answer is. */
    public enum Response {
        /** The output itself. */
        @JsonProperty("raw")
        RAW,
        /** A JSON document that holds the outputs by their names. */
        @JsonProperty("document")
        DOCUMENT
    }

    /** How an output is in it. */
    public enum TransmissionMode {
        @JsonProperty("value")
        VALUE,
        @JsonProperty("reference")
        REFERENCE
    }
}
