package dev.tilefleet.standalone;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;

/** A web server of somebody's that has one tile, at any path but {@code /moved}; it may hold it back for a while. */
final class TestingTileHost implements AutoCloseable {
    private final HttpServer server;
    private final CountDownLatch asked = new CountDownLatch(1);
    private volatile CountDownLatch gate = new CountDownLatch(0);

    TestingTileHost(byte[] tile) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            asked.countDown();
            await(gate);
            exchange.getResponseHeaders().add("Content-Type", "image/tiff");
            exchange.sendResponseHeaders(200, tile.length);
            exchange.getResponseBody().write(tile);
            exchange.close();
        });
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().add("Location", "/tile.tif");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
    }

    private static void await(CountDownLatch event) {
        try {
            event.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** From now on nobody gets the tile. */
    void hold() {
        gate = new CountDownLatch(1);
    }

    /** Whoever waits gets it. */
    void letGo() {
        gate.countDown();
    }

    /** Returns once somebody has asked for it. */
    void awaitAsked() {
        await(asked);
    }

    /** Where it is. */
    String url() {
        return "http://127.0.0.1:%d/tile.tif".formatted(port());
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        letGo();
        server.stop(0);
    }
}
