package dev.tilefleet.standalone.processes;

import dev.tilefleet.standalone.TestingTiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a child JVM runs: a main class of this class path.
 *
 * @param heap as {@code -Xmx} takes it
 * @param environment over that of this JVM, of whose {@code TILEFLEET_} variables none is handed down
 */
public record Program(String main, List<String> arguments, String heap, Map<String, String> environment) {
    /** Of the launcher: see start_fleet in ./tilefleet. */
    private static final Map<String, String> ALLOCATOR = Map.of(
            "MALLOC_ARENA_MAX", "1",
            "MALLOC_MMAP_MAX_", "0",
            "MALLOC_TRIM_THRESHOLD_", "17179869184",
            "MALLOC_TOP_PAD_", "268435456",
            "OMP_WAIT_POLICY", "passive",
            "OMP_NUM_THREADS", "1");

    private static final String LAUNCHER = "dev.tilefleet.standalone.cli.Tilefleet";

    public Program {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /** The product's own command: {@code api}, {@code worker}, … */
    public static Program tilefleet(String command, Map<String, String> environment) {
        return new Program(LAUNCHER, List.of(command), "256m", environment);
    }

    ProcessBuilder builder() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dtilefleet.home=" + TestingTiles.repository(),
                // That of the tests says less.
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                main));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("TILEFLEET_"));
        builder.environment().putAll(ALLOCATOR);
        builder.environment().putAll(environment);
        return builder;
    }
}
