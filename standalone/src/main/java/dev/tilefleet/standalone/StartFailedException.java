package dev.tilefleet.standalone;

/** The fleet cannot start; the message says why, to the person who started it. */
public final class StartFailedException extends RuntimeException {
    StartFailedException(RuntimeException cause) {
        super("The fleet cannot start: " + cause.getMessage(), cause);
    }
}
