package dev.tilefleet.worker.infer;

/** This process cannot run models: no library, no device as asked for, or an artifact that does not do what its item says. */
public final class InferenceUnavailableException extends RuntimeException {
    InferenceUnavailableException(String message) {
        super(message);
    }

    InferenceUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
