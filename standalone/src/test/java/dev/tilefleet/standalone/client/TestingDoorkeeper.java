package dev.tilefleet.standalone.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/**
 * Refuses one request on its headers alone, where it would have to say {@code 100 Continue} for the body to come; the
 * JDK's server says that before a handler sees anything.
 */
final class TestingDoorkeeper implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final CompletableFuture<Integer> bodyBytes = new CompletableFuture<>();
    private final String answer;

    TestingDoorkeeper(int status, String problem) throws IOException {
        answer =
                "HTTP/1.1 %d No\r\nContent-Type: application/problem+json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                        .formatted(status, problem.getBytes(UTF_8).length, problem);
        Thread.ofVirtual().start(this::serve);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    /** How many bytes came after the headers. */
    Future<Integer> bodyBytes() {
        return bodyBytes;
    }

    private void serve() {
        try (Socket guest = door.accept()) {
            InputStream in = guest.getInputStream();
            StringBuilder headers = new StringBuilder();
            while (headers.indexOf("\r\n\r\n") < 0) {
                headers.append((char) in.read());
            }
            guest.getOutputStream().write(answer.getBytes(ISO_8859_1));
            guest.shutdownOutput();
            bodyBytes.complete(in.readAllBytes().length);
        } catch (IOException e) {
            bodyBytes.completeExceptionally(e);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
