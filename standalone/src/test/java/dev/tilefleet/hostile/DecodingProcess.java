package dev.tilefleet.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A {@link DecodingWorker} under watch: gives it names, and knows at any time which files it has in hand, so that its
 * death or its silence has a name.
 *
 * <p>Its JVM is that of a worker, see {@code start_fleet} in the launcher, but has all of its heap from the start: what
 * its resident memory gains after that is native.
 */
final class DecodingProcess implements AutoCloseable {
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "MALLOC_ARENA_MAX", "1",
            "MALLOC_MMAP_MAX_", "0",
            "MALLOC_TRIM_THRESHOLD_", "17179869184",
            "MALLOC_TOP_PAD_", "268435456",
            "OMP_WAIT_POLICY", "passive",
            "OMP_NUM_THREADS", "1");

    /** Standard output ended. */
    private static final String END = "";

    private final Process process;
    private final Path errors;
    private final Duration patience;
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private final Map<String, Long> inHand = new HashMap<>();

    private DecodingProcess(Process process, Path errors, Duration patience) {
        this.process = process;
        this.errors = errors;
        this.patience = patience;
        Thread.ofVirtual().name("decoding-process-output").start(this::listen);
    }

    /** @param patience the longest it may be at one file */
    static DecodingProcess start(Path folder, Duration patience) throws IOException {
        Path errors = Files.createTempFile(folder, "stderr", ".log");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms512m",
                        "-Xmx512m",
                        "-XX:+AlwaysPreTouch",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:ErrorFile=" + folder.resolve("hs_err_pid%p.log"),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DecodingWorker.class.getName(),
                        BaseTile.repository().resolve("models").toString()))
                .redirectError(errors.toFile());
        builder.environment().putAll(ENVIRONMENT);
        builder.environment().put("TILEFLEET_DECODERS", "2");
        return new DecodingProcess(builder.start(), errors, patience);
    }

    /** Decodes these, and gives how each of them ended. */
    List<Ending> decode(List<String> names) {
        Thread.ofVirtual().name("decoding-process-input").start(() -> tell(names));
        return names.stream().map(_ -> nextEnding()).toList();
    }

    /** What it wrote to standard error, where native libraries complain when nobody holds them. */
    String errors() {
        try {
            return Files.readString(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The most memory that it has had, in bytes. */
    long peakMemory() {
        try {
            return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("it has died"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Ending nextEnding() {
        while (true) {
            String line = nextLine();
            if (line.startsWith(DecodingWorker.BEGINS)) {
                inHand.put(line.substring(DecodingWorker.BEGINS.length()), System.nanoTime());
            } else {
                Ending ending = Ending.parse(line)
                        .orElseThrow(
                                () -> new AssertionError("native code, or a dying JVM, wrote to standard output: %s; %s"
                                        .formatted(line, replay())));
                inHand.remove(ending.file());
                return ending;
            }
        }
    }

    private String nextLine() {
        try {
            Optional<String> line = Optional.ofNullable(said.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
            long now = System.nanoTime();
            if (line.isEmpty() || inHand.values().stream().anyMatch(begun -> now - begun > patience.toNanos())) {
                throw new AssertionError("it hangs for more than " + patience + "; " + replay());
            }
            if (line.get().equals(END)) {
                throw new AssertionError(
                        "it died with exit code %d; %s%n%s".formatted(process.waitFor(), replay(), errors()));
            }
            return line.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String replay() {
        return "one of these did it, replay them one by one: "
                + inHand.keySet().stream().map(Ending::replay).collect(Collectors.joining(" "));
    }

    private void tell(List<String> names) {
        try {
            Writer input = process.outputWriter(UTF_8);
            for (String name : names) {
                input.write(name + "\n");
            }
            input.flush();
        } catch (IOException _) {
            // It has died, which the other pipe tells better.
        }
    }

    private void listen() {
        try (BufferedReader output = process.inputReader(UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                said.add(line);
            }
        } catch (IOException _) {
            // As at its end.
        }
        said.add(END);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
