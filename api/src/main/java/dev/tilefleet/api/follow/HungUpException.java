package dev.tilefleet.api.follow;

/** Nobody waits for this answer any more. */
public final class HungUpException extends RuntimeException {
    /** Without a stack trace: it says nothing, and ten thousand may leave at once. */
    HungUpException() {
        super("the caller hung up", null, false, false);
    }
}
