package dev.tilefleet.standalone.client;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Optional;

/**
 * Where a fleet is, and what opens it.
 *
 * @param server with the path in front of the fleet's own paths if there is one
 * @param apiKey sent as {@code Authorization: Bearer}; visible ASCII without spaces
 */
public record Entrance(URI server, Optional<String> apiKey) {
    public Entrance {
        requireNonNull(server, "server");
        requireNonNull(apiKey, "apiKey");
    }

    /** A fleet that asks for no key. */
    public static Entrance of(URI server) {
        return new Entrance(server, Optional.empty());
    }

    /** Without the key. */
    @Override
    public String toString() {
        return server.toString();
    }
}
