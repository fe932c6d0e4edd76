package dev.tilefleet.standalone.cli;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.standalone.client.Entrance;
import dev.tilefleet.standalone.client.FleetClient;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;

/**
 * What the command line meets when it is called, so that a test can be all of it.
 *
 * @param home where this installation lies, with its models
 * @param terminal whether a person watches standard output
 * @param fleets makes a client of a fleet
 */
record Surroundings(
        Map<String, String> environment,
        Path home,
        PrintWriter out,
        PrintWriter err,
        boolean terminal,
        InstantSource clock,
        Function<Entrance, FleetClient> fleets) {
    Surroundings {
        environment = Map.copyOf(environment);
        requireNonNull(home, "home");
        requireNonNull(out, "out");
        requireNonNull(err, "err");
        requireNonNull(clock, "clock");
        requireNonNull(fleets, "fleets");
    }
}
