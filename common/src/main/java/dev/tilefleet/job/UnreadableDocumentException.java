package dev.tilefleet.job;

/** Bytes that are no document of ours, or one of a major version this release does not read; the message says which. */
public final class UnreadableDocumentException extends RuntimeException {
    public UnreadableDocumentException(String message) {
        super(message);
    }

    public UnreadableDocumentException(String message, Throwable cause) {
        super(message, cause);
    }
}
