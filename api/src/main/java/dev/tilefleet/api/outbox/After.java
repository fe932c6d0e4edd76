package dev.tilefleet.api.outbox;

/** What becomes of a dropped file whose mask is in the outbox. One that failed is kept, whatever is set. */
public enum After {
    /** It stays where it is. */
    KEEP,
    /** It goes beside its mask. */
    MOVE,
    /** It goes. */
    DELETE
}
