package dev.tilefleet.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Whoever has curl and the lines out of a README.
 *
 * @param folder where what comes back is written
 */
record Curl(URI server, Path folder) {

    /** What came back. */
    static final class Answer {
        private final int status;
        private final String type;
        private final byte[] body;

        private Answer(int status, String type, byte[] body) {
            this.status = status;
            this.type = type;
            this.body = body;
        }

        int status() {
            return status;
        }

        String type() {
            return type;
        }

        byte[] body() {
            return body;
        }
    }

    /** A line without the server: {@code curl -F file=@tile.tif /inference}. */
    Answer run(String... line) {
        Path out = folder.resolve("out");
        List<String> command = new ArrayList<>(
                List.of("curl", "-sS", "--max-time", "60", "-o", out.toString(), "-w", "%{http_code} %{content_type}"));
        command.addAll(List.of(line));
        command.set(command.size() - 1, server + command.getLast());
        try {
            Files.deleteIfExists(out);
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String[] said = new String(process.getInputStream().readAllBytes(), UTF_8).split(" ", 2);
            process.waitFor();
            return new Answer(
                    Integer.parseInt(said[0]), said[1], Files.exists(out) ? Files.readAllBytes(out) : new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
