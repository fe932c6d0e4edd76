package dev.tilefleet.standalone.client;

import static java.util.Objects.requireNonNull;

/**
 * A job as the fleet showed it.
 *
 * @param document the server's own JSON
 */
public record Look(StatusInfo info, String document) {
    public Look {
        requireNonNull(info, "info");
        requireNonNull(document, "document");
    }
}
