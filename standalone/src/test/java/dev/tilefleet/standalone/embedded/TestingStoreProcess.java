package dev.tilefleet.standalone.embedded;

import dev.tilefleet.config.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** An {@link EmbeddedStore} in a process of its own, to be killed. */
final class TestingStoreProcess implements AutoCloseable {
    private final Process process;
    private final URI endpoint;

    private TestingStoreProcess(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    static TestingStoreProcess start(Path data) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        TestingStoreProcess.class.getName(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        while (line != null && !line.startsWith("http")) {
            line = out.readLine();
        }
        if (line == null) {
            throw new IOException("the store process did not start");
        }
        return new TestingStoreProcess(process, URI.create(line));
    }

    URI endpoint() {
        return endpoint;
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] arguments) {
        EmbeddedStore store = EmbeddedStore.start(Path.of(arguments[0]), 0, "access", new Secret("hidden"));
        System.out.println(store.endpoint());
    }
}
