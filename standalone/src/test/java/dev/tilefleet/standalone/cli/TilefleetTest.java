package dev.tilefleet.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.standalone.client.Entrance;
import dev.tilefleet.standalone.client.FleetClient;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TilefleetTest {
    private static final String JOB = "6f1c2a54-0b7e-4d1a-9c57-3a4d90a1b2c3";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<URI> servers = new ArrayList<>();
    private final List<Optional<String>> keys = new ArrayList<>();

    @Test
    void listsItsCommandsAndThoseOfTheLauncher() {
        assertThat(run("--help")).isZero();

        assertThat(out.toString()).contains("submit", "status", "results", "dismiss", "build", "doctor", "test");
        assertThat(out.toString()).contains("Exit codes:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"submit", "status", "watch", "results", "dismiss", "deliveries"})
    void explainsEachCommand(String command) {
        assertThat(run(command, "--help")).isZero();

        assertThat(out.toString())
                .startsWith("Usage: tilefleet " + command)
                .contains("--server=URL", "--api-key=KEY", "--json");
    }

    @Test
    void saysItsVersion() {
        assertThat(run("--version")).isZero();

        assertThat(out.toString()).startsWith("tilefleet ");
    }

    @Test
    void knowsNoOtherCommand() {
        assertThat(run("sumbit")).isEqualTo(2);

        assertThat(err.toString()).contains("'sumbit'", "tilefleet submit", "Try 'tilefleet --help'.");
    }

    @Test
    void needsACommand() {
        assertThat(run()).isEqualTo(2);

        assertThat(err.toString()).contains("Missing required subcommand");
    }

    @Test
    void saysInTwoLinesWhatIsWrongWithAnOption() {
        assertThat(run("submit", "--frobnicate", "a.tif")).isEqualTo(2);

        assertThat(err.toString().lines()).contains("Unknown option: '--frobnicate'", "Try 'tilefleet submit --help'.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "6F1C2A54-0B7E-4D1A-9C57-3A4D90A1B2C3", "1-1-1-1-1", "../jobs"})
    void takesNothingElseForAJobId(String id) {
        assertThat(run("status", id)).isEqualTo(2);

        assertThat(err.toString()).contains("'" + id + "' is no job id");
        assertThat(servers).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8080", "ftp://fleet", "http://", "http:// x", "http://fleet?a=b"})
    void takesNothingElseForAServer(String server) {
        assertThat(run("status", "--server", server, JOB)).isEqualTo(2);

        assertThat(err.toString()).contains("'" + server + "' is no address such as http://127.0.0.1:8080");
    }

    @Test
    void talksToThisMachineUnlessToldOtherwise() {
        run("status", JOB);

        assertThat(servers).containsExactly(URI.create("http://127.0.0.1:8080"));
    }

    @Test
    void talksToTheServerTheEnvironmentNames() {
        run(Map.of("TILEFLEET_SERVER", "https://fleet.example/tiles"), "status", JOB);

        assertThat(servers).containsExactly(URI.create("https://fleet.example/tiles"));
    }

    @Test
    void prefersTheOptionToTheEnvironment() {
        run(Map.of("TILEFLEET_SERVER", "https://fleet.example"), "status", "--server=http://other:81", JOB);

        assertThat(servers).containsExactly(URI.create("http://other:81"));
    }

    @Test
    void shutsAndOpensWithTheKeyOfTheEnvironmentOrTheOption() {
        run("status", JOB);
        run(Map.of("TILEFLEET_API_KEY", "sesame"), "status", JOB);
        run(Map.of("TILEFLEET_API_KEY", "sesame"), "status", "--api-key=other", JOB);

        assertThat(keys).containsExactly(Optional.empty(), Optional.of("sesame"), Optional.of("other"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "schlüssel", "line\nbreak"})
    void saysThatAKeyIsNoneAndDoesNotRepeatIt(String key) {
        assertThat(run(Map.of("TILEFLEET_API_KEY", key), "status", JOB)).isEqualTo(2);

        assertThat(err.toString()).contains("'--api-key'", "visible ASCII").doesNotContain(key);
        assertThat(keys).isEmpty();
    }

    @Test
    void showsNobodyTheKeyThatTheEnvironmentHas() {
        assertThat(run(Map.of("TILEFLEET_API_KEY", "sesame"), "status", "--help"))
                .isZero();

        assertThat(out.toString()).doesNotContain("sesame");
    }

    @Test
    void printsAScriptThatCompletesItsCommands() {
        assertThat(run("completion")).isZero();

        assertThat(out.toString())
                .startsWith("#!/usr/bin/env bash")
                .contains("complete -F _complete_tilefleet", "deliveries", "--redeliver", "--api-key");
    }

    private int run(String... arguments) {
        return run(Map.of(), arguments);
    }

    private int run(Map<String, String> environment, String... arguments) {
        return Tilefleet.commandLine(new Surroundings(
                        environment,
                        Path.of(""),
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        false,
                        InstantSource.system(),
                        this::noFleet))
                .execute(arguments);
    }

    /** Remembers the address; the command then fails, which no test here minds. */
    private FleetClient noFleet(Entrance entrance) {
        servers.add(entrance.server());
        keys.add(entrance.apiKey());
        throw new IllegalStateException("no test of these speaks to a server");
    }
}
