package dev.tilefleet.standalone;

/** A part of the fleet cannot start; the message says why, to the person who started it. */
public final class StartFailedException extends RuntimeException {
    public StartFailedException(RuntimeException cause) {
        super("cannot start: " + cause.getMessage(), cause);
    }
}
