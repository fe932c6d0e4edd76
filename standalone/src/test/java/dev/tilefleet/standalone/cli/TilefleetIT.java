package dev.tilefleet.standalone.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The command line as a process of its own, with pipes where a person would sit. */
final class TilefleetIT {
    @Test
    void saysItsVersion() throws Exception {
        assertThat(run("--version")).satisfies(ended -> {
            assertThat(ended.output()).startsWith("tilefleet ");
            assertThat(ended.code()).isZero();
        });
    }

    @Test
    void endsTheProcessWithTheCommandsExitCode() throws Exception {
        // Nobody listens on port 1.
        assertThat(run("status", "6f1c2a54-0b7e-4d1a-9c57-3a4d90a1b2c3")).satisfies(ended -> {
            assertThat(ended.output()).startsWith("cannot connect to http://127.0.0.1:1: connection refused");
            assertThat(ended.code()).isEqualTo(3);
        });
    }

    private record Ended(int code, String output) {}

    private static Ended run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Tilefleet.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("TILEFLEET_SERVER", "http://127.0.0.1:1");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Ended(process.waitFor(), output);
    }
}
