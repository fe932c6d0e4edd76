package dev.tilefleet.standalone.cli;

import dev.tilefleet.standalone.client.TestingFleet;
import dev.tilefleet.standalone.client.TestingTime;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Types commands and reads what they print; all of them reach the same {@link TestingFleet}. */
final class TestingShell implements AutoCloseable {
    final TestingFleet fleet = new TestingFleet();
    final TestingTime time = new TestingTime();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Map<String, String> environment = Map.of();
    private boolean terminal;

    TestingShell with(String variable, String value) {
        environment = Map.of(variable, value);
        return this;
    }

    TestingShell watched() {
        terminal = true;
        return this;
    }

    /** Runs a command and returns its exit code. */
    int run(String... arguments) {
        Surroundings surroundings = new Surroundings(
                environment,
                Path.of(""),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                terminal,
                time,
                entrance -> fleet.client(time, entrance.apiKey()));
        return Tilefleet.commandLine(surroundings).execute(arguments);
    }

    String out() {
        return out.toString();
    }

    List<String> outLines() {
        return out().lines().toList();
    }

    String err() {
        return err.toString();
    }

    @Override
    public void close() {
        fleet.close();
    }
}
