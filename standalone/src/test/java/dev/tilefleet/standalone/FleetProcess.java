package dev.tilefleet.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tilefleet.config.Secret;
import dev.tilefleet.store.S3TileStore;
import dev.tilefleet.store.StoreConfig;
import dev.tilefleet.store.TileStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** {@code tilefleet up} in a process of its own, started as the launcher starts it, to be killed. */
final class FleetProcess implements AutoCloseable {
    private static final Pattern READY = Pattern.compile(
            "ready (?<url>\\S+)\\n.*\\n.*\\n  s3 +(?<s3>\\S+)  bucket (?<bucket>\\S+)  access key (?<access>\\S+)  secret key (?<secret>\\S+)\\n");

    /** Of the launcher: see start_fleet in ./tilefleet. */
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "MALLOC_ARENA_MAX", "1",
            "MALLOC_MMAP_MAX_", "0",
            "MALLOC_TRIM_THRESHOLD_", "17179869184",
            "MALLOC_TOP_PAD_", "268435456",
            "OMP_WAIT_POLICY", "passive",
            "OMP_NUM_THREADS", "1");

    private final Process process;
    private final MatchResult ready;

    /** How a process ended that was not to run for long. */
    record Ended(int code, String said) {}

    private FleetProcess(Process process, MatchResult ready) {
        this.process = process;
        this.ready = ready;
    }

    /** Returns when it says that it is ready. */
    static FleetProcess up(Path data) throws IOException {
        Path errors = Files.createTempFile(data, "stderr", ".log");
        Process process = builder(data).redirectError(errors.toFile()).start();
        BufferedReader out = process.inputReader(UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            said.append(line).append('\n');
            var ready = READY.matcher(said);
            if (ready.lookingAt()) {
                return new FleetProcess(process, ready.toMatchResult());
            }
        }
        throw new IOException("it did not come up: " + said + Files.readString(errors));
    }

    /** Waits for the end of one that cannot run. */
    static Ended tryUp(Path data) throws IOException, InterruptedException {
        Process process = builder(data).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Ended(process.waitFor(), said);
    }

    private static ProcessBuilder builder(Path data) {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dtilefleet.home=" + TestingTiles.repository(),
                // That of the tests would write to standard output.
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.tilefleet.standalone.cli.Tilefleet",
                "up",
                "--port=0",
                "--management-port=0",
                "--data=" + data));
        builder.environment().keySet().removeIf(name -> name.startsWith("TILEFLEET_"));
        builder.environment().putAll(ENVIRONMENT);
        return builder;
    }

    FleetUser user() {
        return new FleetUser(URI.create(ready.group("url")));
    }

    /** The keys under this prefix in its store. */
    List<String> objects(String prefix) {
        StoreConfig config = new StoreConfig(
                URI.create(ready.group("s3")),
                "us-east-1",
                ready.group("bucket"),
                new Secret(ready.group("access")),
                new Secret(ready.group("secret")),
                Duration.ofSeconds(2),
                Duration.ofSeconds(10));
        try (TileStore store = new S3TileStore(config)) {
            return store.list(prefix);
        }
    }

    /** SIGKILL: nothing of it runs any more when this returns. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /**
     * SIGTERM.
     *
     * @return the exit code
     */
    int stop(Duration patience) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new AssertionError("still there " + patience + " after it was told to stop");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        kill();
    }
}
