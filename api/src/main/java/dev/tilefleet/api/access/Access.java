package dev.tilefleet.api.access;

/** How it is found out who sends a request. */
public enum Access {
    /** Not at all: all are {@link Caller#EVERYBODY}. */
    NONE,
    /** By the API key that he sends. */
    KEYS
}
