package dev.tilefleet.job;

/**
 * Bytes that are no document of ours, or one of a major version this release does not read; the message says which.
 *
 * <p>It may quote what it found, but not at any length: the message travels on in records and problems.
 */
public final class UnreadableDocumentException extends RuntimeException {
    private static final int LONGEST = 500;

    public UnreadableDocumentException(String message) {
        super(clipped(message));
    }

    public UnreadableDocumentException(String message, Throwable cause) {
        super(clipped(message), cause);
    }

    private static String clipped(String message) {
        return message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "…";
    }
}
