package dev.tilefleet.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.standalone.client.FleetClient;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeysCommandTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00.5Z");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void printsAKeyAndItsLine() {
        assertThat(run("keys", "new", "--owner", "alice")).isZero();

        List<String> lines = out.toString().lines().toList();
        assertThat(lines.get(1)).matches("tilefleet_[0-9a-f]{12}_[A-Za-z0-9_-]{43}");
        assertThat(lines.getLast())
                .startsWith("{\"id\":\"" + lines.get(1).substring(10, 22) + "\",\"owner\":\"alice\",\"sha256\":\"")
                .endsWith("\"created\":\"2026-11-25T12:00:00Z\"}")
                .doesNotContain(lines.get(1).substring(23));
    }

    @Test
    void makesAnotherEachTime() {
        run("keys", "new", "--owner", "alice");
        run("keys", "new", "--owner", "alice");

        assertThat(out.toString().lines().filter(line -> line.startsWith("tilefleet_")))
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void aKeyMayExpire() {
        assertThat(run("keys", "new", "--owner", "alice", "--expires", "90d")).isZero();

        assertThat(out.toString()).contains("\"expires\":\"2027-02-23T12:00:00Z\"");
    }

    @Test
    void needsAnOwner() {
        assertThat(run("keys", "new")).isEqualTo(2);

        assertThat(err.toString()).contains("--owner");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Alice", "a/b", "inbox", " "})
    void takesNoOtherOwner(String owner) {
        assertThat(run("keys", "new", "--owner", owner)).isEqualTo(2);

        assertThat(err.toString()).contains("--owner:").contains("a-z");
        assertThat(out.toString()).isEmpty();
    }

    private int run(String... arguments) {
        return Tilefleet.commandLine(new Surroundings(
                        Map.of(),
                        Path.of(""),
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        false,
                        InstantSource.fixed(NOW),
                        FleetClient::of))
                .execute(arguments);
    }
}
