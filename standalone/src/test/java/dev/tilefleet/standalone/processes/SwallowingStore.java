package dev.tilefleet.standalone.processes;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A store in front of a store: it takes inputs and keeps none of their bytes; everything else goes on to the other. A
 * connection is for the one or for the other, as its first request is.
 */
final class SwallowingStore implements AutoCloseable {
    private static final int PIECE = 64 << 10;
    private static final byte[] TAKEN =
            "HTTP/1.1 200 OK\r\nETag: \"swallowed\"\r\nContent-Length: 0\r\n\r\n".getBytes(ISO_8859_1);

    private final int upstream;
    private final ServerSocket server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    SwallowingStore(int upstream) throws IOException {
        this.upstream = upstream;
        this.server = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream(), PIECE);
            byte[] head = HttpTraffic.head(in);
            if (Message.http(head).puts("inputs")) {
                swallow(head, in, client.getOutputStream());
            } else if (head.length > 0) {
                pass(head, in, client);
            }
        } catch (IOException e) {
            // Whoever talked is gone.
            return;
        }
    }

    private static void swallow(byte[] first, InputStream in, OutputStream out) throws IOException {
        byte[] head = first;
        while (head.length > 0) {
            in.skipNBytes(HttpTraffic.length(head));
            out.write(TAKEN);
            out.flush();
            head = HttpTraffic.head(in);
        }
    }

    private void pass(byte[] head, InputStream in, Socket client) throws IOException {
        try (Socket target = new Socket(InetAddress.getLoopbackAddress(), upstream)) {
            threads.execute(() -> carry(target, client));
            target.getOutputStream().write(head);
            in.transferTo(target.getOutputStream());
        }
    }

    private static void carry(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One of both is gone, and with it what was to be carried.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
