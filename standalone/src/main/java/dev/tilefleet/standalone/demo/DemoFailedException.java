package dev.tilefleet.standalone.demo;

/** The fleet ran, but not to the end it should; the message says to a person what was wrong. */
public final class DemoFailedException extends RuntimeException {
    DemoFailedException(String message) {
        super(message);
    }

    DemoFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
