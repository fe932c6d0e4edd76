package dev.tilefleet.standalone.processes;

/** What becomes of a message that a test was waiting for. */
public enum Verdict {
    CARRY,
    /** It never arrives: its connection is broken instead. */
    DROP
}
