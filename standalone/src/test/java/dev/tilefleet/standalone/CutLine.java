package dev.tilefleet.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The line between a worker and its store: it can be cut, which breaks every connection, and mended. */
final class CutLine implements AutoCloseable {
    private final ServerSocket server;
    private final URI store;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger inVain = new AtomicInteger();
    private final AtomicLong carried = new AtomicLong();
    private volatile boolean cut;

    CutLine(URI store) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.store = store;
        threads.execute(this::accept);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    void cut() throws IOException {
        cut = true;
        for (Socket connection : connections) {
            connection.close();
        }
    }

    void mend() {
        cut = false;
    }

    /** Bytes that went through, either way. */
    long carried() {
        return carried.get();
    }

    /** How often somebody tried to reach the store while the line was cut. */
    int inVain() {
        return inVain.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                if (cut) {
                    inVain.incrementAndGet();
                    client.close();
                    continue;
                }
                Socket upstream = new Socket(store.getHost(), store.getPort());
                connections.add(client);
                connections.add(upstream);
                threads.execute(() -> carry(client, upstream));
                threads.execute(() -> carry(upstream, client));
            }
        } catch (IOException e) {
            // Closed.
            return;
        }
    }

    private void carry(Socket from, Socket to) {
        try (from;
                to) {
            byte[] buffer = new byte[1 << 16];
            InputStream in = from.getInputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                to.getOutputStream().write(buffer, 0, read);
                carried.addAndGet(read);
            }
        } catch (IOException e) {
            // The other direction has closed both, or the line was cut.
            return;
        } finally {
            connections.remove(from);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
        threads.shutdownNow();
    }
}
