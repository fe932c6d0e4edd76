package dev.tilefleet.api.intake;

import dev.tilefleet.job.Sha256;
import java.net.URI;

/** Where a document has its tile. */
sealed interface TileInput {
    /**
     * In itself, decoded and written to the spool.
     *
     * @param length in bytes
     */
    record Inline(long length, Sha256 sha256) implements TileInput {}

    /** Elsewhere. */
    record Link(URI href) implements TileInput {}
}
