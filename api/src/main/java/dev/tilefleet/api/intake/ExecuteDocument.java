package dev.tilefleet.api.intake;

/** What OGC's execute document asks, read. */
record ExecuteDocument(Submission submission, TileInput tile) {}
