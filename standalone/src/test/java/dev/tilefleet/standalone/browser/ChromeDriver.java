package dev.tilefleet.standalone.browser;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A ChromeDriver process on a port of its own. */
final class ChromeDriver implements AutoCloseable {
    private static final Pattern STARTED = Pattern.compile("started successfully on port (\\d+)");

    private final Process process;
    private final URI address;

    /** @throws IOException if it does not start */
    ChromeDriver() throws IOException {
        process = new ProcessBuilder("chromedriver", "--port=0")
                .redirectErrorStream(true)
                .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        address = output.lines()
                .map(STARTED::matcher)
                .filter(Matcher::find)
                .findFirst()
                .map(started -> URI.create("http://127.0.0.1:" + started.group(1)))
                .orElseThrow(() -> new IOException("chromedriver ended before it was ready"));
        // Nobody reads on, and it must not stop for that.
        Thread.ofVirtual().start(() -> output.lines().forEach(_ -> {}));
    }

    /** The browser to drive, if this machine has one and a driver for it. */
    @SuppressWarnings("checkstyle:RegexpSinglelineJava") // a test has no main to hand it the variable
    static Optional<Path> chromium() {
        List<Path> folders = Stream.of(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        return found(folders, "chromedriver")
                .flatMap(_ -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .flatMap(name -> found(folders, name).stream())
                        .findFirst());
    }

    private static Optional<Path> found(List<Path> folders, String program) {
        return folders.stream()
                .map(folder -> folder.resolve(program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    URI address() {
        return address;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
