package dev.tilefleet.standalone.processes;

/** How a {@link Relay} treats what passes through it. */
public enum Fault {
    /** None: everything is carried at once. */
    NONE,
    /** Every connection is broken, every new one refused. */
    CUT,
    /** Connections stand and are taken, and carry nothing; what was sent meanwhile arrives once the fault is over. */
    SILENT,
    /** Everything is carried, each piece with a delay. */
    SLOW
}
