package dev.tilefleet.queue;

/** The brokers do not answer or did not acknowledge. Retryable: a record sent twice is harmless. */
public final class QueueUnavailableException extends RuntimeException {
    public QueueUnavailableException(String message, Throwable cause) {
        super(cause == null ? message : message + ": " + cause.getMessage(), cause);
    }
}
