package dev.tilefleet.standalone.chaos;

/** Who is killed at a crash point. The answer is lost in any case. */
enum Victim {
    NOBODY,
    /** Who asked for the write. */
    CLIENT,
    /** Who has just done it: the store or the broker. */
    TARGET
}
