package dev.tilefleet.store;

/** The store does not answer, or refuses what it must not refuse. Retryable: the job waits. */
public final class StoreUnavailableException extends RuntimeException {
    public StoreUnavailableException(String message) {
        super(message);
    }

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
